import IntentTypes
import Knowledge
import Text

extension Exchange {
  /// The reply follows the language of the latest message. Short and neutral messages keep the
  /// language, and so does everything after an explicit choice. A message of a few words, `visa` or `got it`, changes
  /// the language of the page or the conversation only where it is plainly in another.
  mutating func followLanguage(of text: String, _ reading: Reading) {
    let isFirst = conversation.messageCount == 1
    let isNeutral = reading.isOnly(.yes, .no, .good, .bad, .cancel, .skip, .acknowledgement)
    guard !conversation.hasChosenLanguage, isFirst || !(reading.words.count < 2 || isNeutral)
    else { return }
    let prior = isFirst ? message.interface : conversation.language
    if let prior, reading.words.count <= Self.fewWords {
      conversation.language = line.languages.language(
        of: text, prior: prior, margin: Self.plainBits)
    } else if let language = line.languages.language(of: text) {
      conversation.language = language
    }
  }

  private static let fewWords = 2
  /// More than two look-alike words of two languages differ by: `visa` 2, `qwerty zxcvb` 6; `privet` leads
  /// English by 14.
  private static let plainBits = 6

  /// A page that was switched to another language is a wish for it.
  mutating func followInterface() {
    guard let interface = message.interface else { return }
    if let old = conversation.interface, old != interface { conversation.language = interface }
    conversation.interface = interface
  }

  mutating func languageTurn(_ language: Language) -> Turn {
    if conversation.pending == .language { conversation.pending = nil }
    conversation.language = language
    conversation.hasChosenLanguage = true
    return Turn(.language(language), reply([say(.languageChanged)]))
  }

  /// A wish for another language that names none.
  mutating func languageQuestion() -> Turn {
    conversation.pending = .language
    let buttons = Language.offered.map {
      Reply.Button(title: $0.ownName, payload: .language($0))
    }
    return Turn(.language(language), reply([say(.languageWhich)], buttons))
  }
}

extension Language {
  /// In the order of the question's buttons.
  static let offered: [Language] = [.kk, .ru, .en]

  fileprivate var ownName: String {
    switch self {
    case .kk: "Қазақша"
    case .ru: "Русский"
    case .en: "English"
    }
  }
}
