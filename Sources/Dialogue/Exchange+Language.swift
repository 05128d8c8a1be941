import IntentTypes
import Knowledge
import Text

extension Exchange {
  /// The reply follows the language of the latest message. Short and neutral messages keep the
  /// language, and so does everything after an explicit choice.
  mutating func followLanguage(of text: String, _ reading: Reading) {
    guard !conversation.hasChosenLanguage,
      let language = line.languages.language(of: text)
    else { return }
    let isFirst = conversation.messageCount == 1
    let isNeutral = reading.isOnly(.yes, .no, .good, .bad, .cancel, .skip, .acknowledgement)
    let isShort = reading.words.count < 2
    if isFirst || !(isShort || isNeutral) { conversation.language = language }
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
