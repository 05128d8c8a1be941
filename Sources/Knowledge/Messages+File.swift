import Text

extension Messages {
  /// Reads `messages.yml` and fills the institution's facts in. Problems go to `findings`; a message
  /// with one is left out.
  init(
    _ file: YAMLFile, placeholders: Placeholders, findings: inout [Finding]
  ) throws(KnowledgeError) {
    var wordings = [Message: [Language: Wording]]()
    var seen = Set<Message>()
    for (key, node) in try file.pairs(of: file.root, "the file") {
      guard let message = Message(rawValue: key) else {
        throw file.malformed(node, "unknown message \"\(key)\"")
      }
      seen.insert(message)
      let text = try file.localizedText(node, key)
      for language in Language.allCases {
        let problems = Self.problems(text[language], of: message, placeholders)
        guard problems.isEmpty else {
          findings += problems.map { problem in
            Finding(.error, file: file.name, message: "\(key).\(language.rawValue): \(problem)")
          }
          continue
        }
        let filled = placeholders.rendered(text[language], in: language)
        guard !message.parameters.isEmpty else {
          wordings[message, default: [:]][language] = .ready(filled)
          continue
        }
        do {
          wordings[message, default: [:]][language] = .template(try Placeholders.template(filled))
        } catch {
          throw file.malformed(node, "\(key): \(error)")
        }
      }
    }
    for message in Message.allCases where !seen.contains(message) {
      findings.append(Finding(.error, file: file.name, message: "no message \(message.rawValue)"))
    }
    self.init(wordings: wordings)
  }

  private static func problems(
    _ text: String, of message: Message, _ placeholders: Placeholders
  ) -> [String] {
    if text.isEmpty { return ["no text"] }
    let missing = message.parameters.filter { !text.contains("{{\($0)}}") }.sorted()
    return placeholders.problems(in: text, parameters: message.parameters)
      + missing.map { "no placeholder {{\($0)}}" }
  }
}
