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
    guard text.utf8.contains(where: Template.isBrace) else { return [] }
    guard let template = Template(text) else { return ["\"{{\" without \"}}\""] }
    var problems = [String]()
    var isStray = false
    for part in template.parts {
      switch part {
      case .text(let text): isStray = isStray || text.utf8.contains(where: Template.isBrace)
      case .name(let name):
        guard values[name] == nil, !parameters.contains(name) else { continue }
        problems.append("unknown placeholder {{\(name)}}")
      }
    }
    return isStray ? problems + ["a stray brace"] : problems
  }

  /// `text` with the institution's facts.
  ///
  /// - Precondition: `problems(in: text)` is empty.
  func rendered(_ text: String, in language: Language) -> String {
    template(text, in: language).rendered([:])
  }

  /// `text` with the institution's facts; what else it names stays open.
  func template(_ text: String, in language: Language) -> Template {
    let template = Template(text) ?? Template(parts: [.text(text)])
    return Template(
      parts: template.parts.map { part in
        guard case .name(let name) = part, let value = values[name] else { return part }
        return .text(value[language])
      })
  }
}

/// A text with names to be filled in: `Call {{phone}}`.
struct Template: Sendable {
  enum Part: Sendable {
    case text(String)
    case name(String)
  }

  let parts: [Part]

  init(parts: [Part]) {
    self.parts = parts
  }

  /// nil where `{{` is not closed.
  init?(_ text: String) {
    var parts = [Part]()
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
    self.parts = parts
  }

  /// The text; a name without a value is empty.
  func rendered(_ values: [String: String]) -> String {
    // Most texts name nothing.
    if parts.count == 1, case .text(let text) = parts[0] { return text }
    return parts.reduce(into: "") { text, part in
      switch part {
      case .text(let own): text += own
      case .name(let name): text += values[name] ?? ""
      }
    }
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
