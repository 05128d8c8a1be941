public import Text

/// One text in the three languages of the help line.
public struct LocalizedText: Sendable, Hashable, Codable {
  public var kk: String
  public var ru: String
  public var en: String

  public init(kk: String, ru: String, en: String) {
    self.kk = kk
    self.ru = ru
    self.en = en
  }

  public subscript(language: Language) -> String {
    get {
      switch language {
      case .kk: kk
      case .ru: ru
      case .en: en
      }
    }
    set {
      switch language {
      case .kk: kk = newValue
      case .ru: ru = newValue
      case .en: en = newValue
      }
    }
  }

  /// The same conversion applied to each language.
  func map<E: Error>(_ convert: (Language, String) throws(E) -> String) throws(E) -> LocalizedText {
    LocalizedText(
      kk: try convert(.kk, kk), ru: try convert(.ru, ru), en: try convert(.en, en))
  }
}

extension LocalizedText {
  /// The tags of the languages in which nothing is said.
  var languagesWithoutText: [String] {
    Language.allCases.filter { self[$0].isEmpty }.map(\.rawValue)
  }
}
