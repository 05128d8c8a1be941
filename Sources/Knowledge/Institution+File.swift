import Yams

extension Institution {
  /// Reads `institution.yml`.
  init(_ file: YAMLFile) throws(KnowledgeError) {
    var name: LocalizedText?
    var units = [String: Unit]()
    var facts = [String: LocalizedText]()
    var isSample = false
    for (key, value) in try file.pairs(of: file.root, "the file") {
      switch key {
      case "name":
        name = try file.localizedText(value, key)
      case "sample":
        guard let sample = value.bool else { throw file.malformed(value, "sample: true or false") }
        isSample = sample
      case "units":
        for (key, value) in try file.pairs(of: value, key) {
          units[key] = try Unit(value, key: "units.\(key)", in: file)
        }
      case "facts":
        for (key, value) in try file.pairs(of: value, key) {
          facts[key] = try file.localizedText(value, "facts.\(key)")
        }
      default:
        throw file.malformed(value, "unknown key \"\(key)\"")
      }
    }
    guard let name else { throw file.malformed(file.root, "no name of the institution") }
    self.name = name
    self.units = units
    self.facts = facts
    self.isSample = isSample
  }

  /// Languages without a text, and braces, which would be taken for placeholders.
  func findings(file: String) -> [Finding] {
    var texts = facts.map { ("facts.\($0)", $1) } + [("name", name)]
    for (key, unit) in units {
      texts += unit.fields.map { ("units.\(key).\($0)", $1) }
    }
    var findings = [Finding]()
    for (what, text) in texts.sorted(by: { $0.0 < $1.0 }) {
      for language in text.languagesWithoutText {
        findings.append(Finding(.error, file: file, message: "\(what): no text in \(language)"))
      }
      if [text.kk, text.ru, text.en].contains(where: { $0.utf8.contains(where: BracedText.isBrace) }
      ) {
        findings.append(Finding(.error, file: file, message: "\(what): a brace in a value"))
      }
    }
    return findings
  }
}

extension Institution.Unit {
  fileprivate init(
    _ node: Yams.Node, key: String, in file: YAMLFile
  ) throws(KnowledgeError) {
    var fields = [String: LocalizedText]()
    for (field, value) in try file.pairs(of: node, key) {
      fields[field] = try file.localizedText(value, "\(key).\(field)")
    }
    func take(_ field: String) throws(KnowledgeError) -> LocalizedText {
      guard let text = fields.removeValue(forKey: field) else {
        throw file.malformed(node, "\(key): no \(field)")
      }
      return text
    }
    name = try take("name")
    phone = try take("phone")
    email = try take("email")
    room = try take("room")
    hours = try take("hours")
    if let unknown = fields.keys.sorted().first {
      throw file.malformed(node, "\(key): unknown key \"\(unknown)\"")
    }
  }
}
