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
    guard text.hasPrefix("/"), text.utf8.count <= 200, let parts = Self.parts(of: text) else {
      return nil
    }
    let name = parts.name
    switch (name, parts.value) {
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

  /// `/name` or `/name{"key":"value"}`, blanks behind it; nil for anything else.
  private static func parts(of text: String) -> (name: String, value: String?)? {
    var rest = text.utf8.dropFirst()[...]
    func word(_ isPart: (UInt8) -> Bool) -> String? {
      let word = rest.prefix(while: isPart)
      rest = rest.dropFirst(word.count)
      return word.isEmpty ? nil : String(Substring(word))
    }
    func skip(_ literal: String) -> Bool {
      guard rest.starts(with: literal.utf8) else { return false }
      rest = rest.dropFirst(literal.utf8.count)
      return true
    }
    guard let first = rest.first, isLetter(first), let name = word(isNamePart) else { return nil }
    var value: String?
    if skip("{\"") {
      guard word(isLetter) != nil, skip("\":\""), let found = word(isNamePart), skip("\"}") else {
        return nil
      }
      value = found
    }
    return rest.allSatisfy { [0x20, 0x09, 0x0A, 0x0D].contains($0) } ? (name, value) : nil
  }

  private static func isLetter(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte) }

  private static func isNamePart(_ byte: UInt8) -> Bool {
    isLetter(byte) || (0x30...0x39).contains(byte) || byte == 0x5F
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
