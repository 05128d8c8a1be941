import Datasets
public import IntentTypes

/// Utterances of any number by a seed: words of invented syllables, drawn by Zipf's law (Zipf 1949) as in
/// speech, some of them typical of the intent. For questions of cost, not of accuracy.
public struct SyntheticUtterances: Sendable {
  public let intentCount: Int
  private let words: [String]
  private static let syllables = [
    "ka", "la", "re", "mi", "so", "tu", "ne", "bi", "do", "fa", "қа", "лы", "бе", "ру", "ши", "то",
  ]
  private static let vocabularySize = 20_000
  /// Words of each intent that are drawn more often.
  private static let typicalWords = 12

  public init(intentCount: Int = 100) {
    self.intentCount = intentCount
    var generator = SeededGenerator(seed: 7)
    words = (0..<Self.vocabularySize).map { number in
      // Frequent words are short.
      let length = 1 + number % 3 + (number > 200 ? 1 : 0)
      return (0..<length).map { _ in
        Self.syllables[Int(generator.next() % UInt64(Self.syllables.count))]
      }.joined()
    }
  }

  /// `count` utterances of 4 to 12 words, intents in turn.
  public func make(_ count: Int, seed: UInt64) -> [LabeledUtterance] {
    var generator = SeededGenerator(seed: seed)
    return (0..<count).map { number in
      let intent = number % intentCount
      let length = 4 + Int(generator.next() % 9)
      let text = (0..<length).map { _ in word(of: intent, &generator) }.joined(separator: " ")
      return LabeledUtterance(text: text, intent: Intent("intent_\(intent)"))
    }
  }

  private func word(of intent: Int, _ generator: inout SeededGenerator) -> String {
    if generator.unit() < 0.3 {
      let choice = Int(generator.next() % UInt64(Self.typicalWords))
      return words[1000 + intent * Self.typicalWords + choice]
    }
    return words[zipfRank(&generator)]
  }

  /// The inverse of Zipf's distribution with exponent 1: rank = size^u - 1 for uniform u.
  private func zipfRank(_ generator: inout SeededGenerator) -> Int {
    // size^u by squaring: bits of u choose among size^(1/2), size^(1/4), ...
    var rank = 1.0
    var root = Double(words.count)
    for _ in 0..<16 {
      root = root.squareRoot()
      if generator.next() & 1 == 1 { rank *= root }
    }
    return min(Int(rank) - 1, words.count - 1)
  }
}
