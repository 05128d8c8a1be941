public import IntentTypes
public import Text

/// What a button sends, in Rasa's form: `/tuition_cost`, `/rate{"value":"good"}`.
public enum Payload: Sendable, Equatable, CustomStringConvertible {
  /// Also `/talk_to_operator`, `/greet` …; whether the knowledge has it is seen later.
  case intent(Intent)
  case yes, no, cancel, skip
  case callback, feedback, survey
  case deleteData, exportData
  case rate(Rating)
  case language(Language)
  case guide(Intent)

  private static let plain: [(name: String, payload: Payload)] = [
    ("yes", .yes), ("no", .no), ("cancel", .cancel), ("skip", .skip), ("callback", .callback),
    ("feedback", .feedback), ("survey", .survey), ("delete_data", .deleteData),
    ("export_data", .exportData), ("start", .intent(Intent("greet"))),
  ]

  /// Reads a payload; nil where `text` is not one.
  public init?(_ text: String) {
    guard text.utf8.count <= 200,
      let match = text.wholeMatch(of: /\/([a-z][a-z0-9_]*)(?:\{"[a-z]+":"([a-z0-9_]+)"\})?\s*/)
    else { return nil }
    let name = String(match.1)
    switch (name, match.2.map { String($0) }) {
    case ("rate", let value?):
      guard let rating = Rating(rawValue: value) else { return nil }
      self = .rate(rating)
    case ("language", let value?):
      guard let language = Language(rawValue: value) else { return nil }
      self = .language(language)
    case ("guide", let value?):
      self = .guide(Intent(value))
    case (_, nil):
      self = Self.plain.first { $0.name == name }?.payload ?? .intent(Intent(name))
    default:
      return nil
    }
  }

  public var description: String {
    switch self {
    case .intent(let intent): "/\(intent.name)"
    case .rate(let rating): "/rate{\"value\":\"\(rating.rawValue)\"}"
    case .language(let language): "/language{\"value\":\"\(language.rawValue)\"}"
    case .guide(let intent): "/guide{\"intent\":\"\(intent.name)\"}"
    default: Self.plain.first { $0.payload == self }.map { "/\($0.name)" } ?? "/"
    }
  }
}

/// What a person thinks of an answer: thumbs or stars.
public enum Rating: String, Sendable, Codable, CaseIterable {
  case good, bad
  case one = "1"
  case two = "2"
  case three = "3"
  case four = "4"
  case five = "5"

  /// Three stars are neither.
  public var isPositive: Bool { [.good, .four, .five].contains(self) }
  public var isNegative: Bool { [.bad, .one, .two].contains(self) }
}
