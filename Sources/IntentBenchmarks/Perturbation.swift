public import Datasets
public import IntentTypes

/// What real typing does to an utterance, made by a seed: how much accuracy a model keeps.
public enum Perturbation: Hashable, Sendable, CaseIterable {
  /// A share of the words, in percent, gets one wrong key stroke each.
  case typos(percent: Int)
  /// Kazakh letters written with the nearest Russian ones: `қашан` → `кашан`.
  case droppedKazakhLetters
  /// Cyrillic written with Latin letters: `емтихан` → `emtihan`.
  case latinCopy
  /// The other keyboard layout was on: `exam` → `учфь`.
  case wrongKeyboardLayout
  case lostCase
  case lostPunctuation
  /// Some everyday words in another of the three languages: `когда exam`.
  case codeSwitched

  public static let allCases: [Perturbation] =
    [5, 10, 20, 30].map { .typos(percent: $0) } + [
      .droppedKazakhLetters, .latinCopy, .wrongKeyboardLayout, .lostCase, .lostPunctuation,
      .codeSwitched,
    ]

  /// Names it in reports and result files.
  public var name: String {
    switch self {
    case .typos(let percent): "typos-\(percent)"
    case .droppedKazakhLetters: "dropped-kazakh-letters"
    case .latinCopy: "latin-copy"
    case .wrongKeyboardLayout: "wrong-keyboard-layout"
    case .lostCase: "lost-case"
    case .lostPunctuation: "lost-punctuation"
    case .codeSwitched: "code-switched"
    }
  }

  /// `utterances` perturbed; labels and order stay. A function of the seed alone: every model of a
  /// dataset is tested on the same texts.
  public func applied(to utterances: [LabeledUtterance], seed: UInt64) -> [LabeledUtterance] {
    var generator = SeededGenerator(seed: seed)
    return utterances.map { utterance in
      var perturbed = utterance
      perturbed.text = applied(to: utterance.text, &generator)
      return perturbed
    }
  }

  /// One text perturbed.
  public func applied(to text: String, _ generator: inout SeededGenerator) -> String {
    switch self {
    case .typos(let percent): withTypos(text, share: Float(percent) / 100, &generator)
    case .droppedKazakhLetters: replacing(text, by: LetterTables.russianForKazakh)
    case .latinCopy: replacing(text, by: LetterTables.latinForCyrillic)
    case .wrongKeyboardLayout: replacing(text, by: LetterTables.otherKeyboardLayout)
    case .lostCase: text.lowercased()
    case .lostPunctuation:
      String(text.map { $0.isPunctuation ? " " : $0 }).split(separator: " ")
        .joined(separator: " ")
    case .codeSwitched: switchingWords(text, &generator)
    }
  }

  /// The perturbations that change at least a tenth of `utterances`: Kazakh letters cannot be
  /// dropped from English.
  public static func applicable(to utterances: [LabeledUtterance], seed: UInt64) -> [Perturbation] {
    allCases.filter { perturbation in
      let changed = zip(utterances, perturbation.applied(to: utterances, seed: seed))
        .count { $0.text != $1.text }
      return changed * 10 >= max(utterances.count, 1)
    }
  }
}

/// `text` with each letter replaced that the table has, in either case.
private func replacing(_ text: String, by table: [Character: String]) -> String {
  var result = ""
  for character in text {
    if let replacement = table[character] {
      result += replacement
    } else if character.isUppercase, let lower = character.lowercased().first,
      let replacement = table[lower]
    {
      result += replacement.prefix(1).uppercased() + replacement.dropFirst()
    } else {
      result.append(character)
    }
  }
  return result
}
