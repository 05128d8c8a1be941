import Mustache
import Text

/// Fills `{{units.accounting.phone}}` and `{{facts.tuition_year}}` in, in one language.
struct Placeholders {
  /// Switches the library's HTML escaping off: these are plain texts.
  private static let plainText = "{{% CONTENT_TYPE:TEXT}}"

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
    var problems = [String]()
    var isStray = false
    for part in Self.parts(of: text) {
      switch part {
      case .text(let text): isStray = isStray || text.utf8.contains { Self.braces.contains($0) }
      case .name(let name):
        guard values[name] == nil, !parameters.contains(name) else { continue }
        problems.append("unknown placeholder {{\(name)}}")
      case .unclosed: return problems + ["\"{{\" without \"}}\""]
      }
    }
    return isStray ? problems + ["a stray brace"] : problems
  }

  /// `text` with the institution's facts; `parameters` are kept as placeholders.
  ///
  /// - Precondition: `problems(in: text, parameters: parameters)` is empty.
  func rendered(
    _ text: String, in language: Language, keeping parameters: Set<String> = []
  ) -> String {
    Self.parts(of: text).map { part in
      switch part {
      case .text(let text): String(text)
      case .name(let name):
        parameters.contains(name) ? "{{\(name)}}" : values[name]?[language] ?? ""
      case .unclosed: ""
      }
    }.joined()
  }

  private enum Part {
    case text(Substring)
    case name(String)
    case unclosed
  }

  private static let braces = Array("{}".utf8)

  /// `Call {{facts.phone}}` is a text and a name.
  private static func parts(of text: String) -> [Part] {
    var parts = [Part]()
    var rest = Substring(text)
    while rest.utf8.contains(braces[0]), let open = rest.firstRange(of: "{{") {
      parts.append(.text(rest[..<open.lowerBound]))
      guard let close = rest[open.upperBound...].firstRange(of: "}}") else {
        return parts + [.unclosed]
      }
      parts.append(.name(String(rest[open.upperBound..<close.lowerBound])))
      rest = rest[close.upperBound...]
    }
    return parts + [.text(rest)]
  }

  /// A template whose only placeholders are a message's own parameters.
  static func template(_ text: String) throws -> MustacheTemplate {
    try MustacheTemplate(string: plainText + text)
  }
}
