import Mustache
import Text

/// Fills `{{units.accounting.phone}}` and `{{facts.tuition_year}}` in, in one language.
struct Placeholders {
  /// What there is, by its dotted name: `units.accounting.phone`.
  private let values: [String: LocalizedText]

  init(_ institution: Institution) {
    var values = ["institution.name": institution.name]
    for (key, fact) in institution.facts { values["facts.\(key)"] = fact }
    for (key, unit) in institution.units {
      for (field, value) in unit.fields { values["units.\(key).\(field)"] = value }
    }
    self.values = values
  }

  /// What is wrong with the placeholders of `text`; empty where all can be filled in. `parameters`
  /// are names that stay open.
  func problems(in text: String, parameters: Set<String> = []) -> [String] {
    guard text.utf8.contains(where: BracedText.isBrace) else { return [] }
    guard let template = BracedText(text) else { return ["\"{{\" without \"}}\""] }
    var problems = [String]()
    var isStray = false
    for part in template.parts {
      switch part {
      case .text(let text): isStray = isStray || text.utf8.contains(where: BracedText.isBrace)
      case .name(let name):
        guard values[name] == nil, !parameters.contains(name) else { continue }
        problems.append("unknown placeholder {{\(name)}}")
      }
    }
    return isStray ? problems + ["a stray brace"] : problems
  }

  /// `text` with the institution's facts; other names stay placeholders.
  func rendered(_ text: String, in language: Language) -> String {
    guard let template = BracedText(text) else { return text }
    return template.parts.reduce(into: "") { result, part in
      switch part {
      case .text(let own): result += own
      case .name(let name): result += values[name]?[language] ?? "{{\(name)}}"
      }
    }
  }

  /// A template whose only placeholders are a message's own parameters; without the library's HTML escaping,
  /// since these are plain texts.
  static func template(_ text: String) throws -> MustacheTemplate {
    try MustacheTemplate(string: "{{% CONTENT_TYPE:TEXT}}" + text)
  }
}

/// A text cut at its names in double braces, for the check: the library renders unknown names as nothing, and a typing
/// error would swallow half an answer.
struct BracedText {
  enum Part {
    case text(String)
    case name(String)
  }

  private(set) var parts = [Part]()

  /// nil where `{{` is not closed.
  init?(_ text: String) {
    var rest = Substring(text)
    while let open = Self.pair(of: Self.openingBrace, in: rest) {
      if open.lowerBound > rest.startIndex { parts.append(.text(String(rest[..<open.lowerBound]))) }
      guard let close = Self.pair(of: Self.closingBrace, in: rest[open.upperBound...]) else {
        return nil
      }
      parts.append(.name(String(rest[open.upperBound..<close.lowerBound])))
      rest = rest[close.upperBound...]
    }
    if !rest.isEmpty { parts.append(.text(String(rest))) }
  }

  private static let openingBrace = UInt8(ascii: "{")
  private static let closingBrace = UInt8(ascii: "}")

  static func isBrace(_ byte: UInt8) -> Bool { byte == openingBrace || byte == closingBrace }

  /// The first two of `brace` side by side.
  private static func pair(of brace: UInt8, in text: Substring) -> Range<String.Index>? {
    var rest = text.utf8[...]
    while let first = rest.firstIndex(of: brace) {
      let second = text.utf8.index(after: first)
      if second < text.endIndex, text.utf8[second] == brace {
        return first..<text.utf8.index(after: second)
      }
      rest = rest[second...]
    }
    return nil
  }
}
