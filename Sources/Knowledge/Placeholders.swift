import Mustache
import Text

/// Fills `{{units.accounting.phone}}` and `{{facts.tuition_year}}` in, in one language.
struct Placeholders {
  /// Switches the library's HTML escaping off: these are plain texts.
  private static let plainText = "{{% CONTENT_TYPE:TEXT}}"

  /// What there is: `units.accounting.phone`, by its dotted name.
  private let names: Set<String>
  /// What a template is rendered with: nested dictionaries.
  private let contexts: [Language: [String: any Sendable]]

  init(_ institution: Institution) {
    var contexts = [Language: [String: any Sendable]]()
    for language in Language.allCases {
      let units = institution.units.mapValues { unit in
        unit.fields.mapValues { $0[language] }
      }
      let facts = institution.facts.mapValues { $0[language] }
      let name = ["name": institution.name[language]]
      contexts[language] = ["units": units, "facts": facts, "institution": name]
    }
    self.contexts = contexts
    names =
      Set(institution.facts.keys.map { "facts.\($0)" })
      .union(
        institution.units.flatMap { key, unit in unit.fields.keys.map { "units.\(key).\($0)" } }
      )
      .union(["institution.name"])
  }

  /// What is wrong with the placeholders of `text`; empty where all can be filled in. `parameters`
  /// are names that stay open.
  func problems(in text: String, parameters: Set<String> = []) -> [String] {
    var problems = [String]()
    var rest = Substring(text)
    while let open = rest.firstRange(of: "{{") {
      guard let close = rest[open.upperBound...].firstRange(of: "}}") else {
        problems.append("\"{{\" without \"}}\"")
        return problems
      }
      let name = String(rest[open.upperBound..<close.lowerBound])
      if !names.contains(name), !parameters.contains(name) {
        problems.append("unknown placeholder {{\(name)}}")
      }
      rest = rest[close.upperBound...]
    }
    let withoutPlaceholders = text.replacing(/\{\{[^{}]*\}\}/, with: "")
    if withoutPlaceholders.contains(where: { $0 == "{" || $0 == "}" }) {
      problems.append("a stray brace")
    }
    return problems
  }

  /// `text` with the institution's facts; `parameters` are kept as placeholders.
  ///
  /// - Precondition: `problems(in: text, parameters: parameters)` is empty.
  func rendered(
    _ text: String, in language: Language, keeping parameters: Set<String> = []
  ) throws -> String {
    var context: [String: any Sendable] = Dictionary(
      uniqueKeysWithValues: parameters.map { ($0, "{{\($0)}}") })
    context.merge(contexts[language] ?? [:]) { $1 }
    return try MustacheTemplate(string: Self.plainText + text).render(context)
  }

  /// A template whose only placeholders are a message's own parameters.
  static func template(_ text: String) throws -> MustacheTemplate {
    try MustacheTemplate(string: plainText + text)
  }
}
