import IntentTypes

/// Snips NLU JSON: each intent's utterances are lists of text chunks, some of them slots. The text is
/// the chunks joined; slots and entities are not kept.
enum SnipsFormat {
  static func read(_ file: SourceFile, _ root: JSONNode) throws(DatasetError) -> DatasetBuilder {
    var builder = DatasetBuilder()
    let language = root["language"]?.string
    for (label, intent) in root["intents"]?.members ?? [] {
      guard let utterances = intent["utterances"]?.array else {
        throw file.malformed(
          file.line(at: intent.offset), found: "the intent '\(label)' without utterances",
          expected: "an array at 'utterances'")
      }
      for utterance in utterances {
        let line = file.line(at: utterance.offset)
        guard let chunks = utterance["data"]?.array else {
          throw file.malformed(
            line, found: "an utterance of '\(label)' without data",
            expected: "an array of chunks at 'data'")
        }
        var text = ""
        for chunk in chunks {
          guard let part = chunk["text"]?.string else {
            throw file.malformed(
              file.line(at: chunk.offset), found: "a chunk without text",
              expected: "a string at 'text'")
          }
          text += part
        }
        try builder.add(
          text: text, label: label, language: language, to: .train, of: file, line: line)
      }
    }
    return builder
  }

  /// The file has one language: that of the first utterance with one, otherwise `en`.
  static func text(of utterances: [LabeledUtterance]) -> String {
    let language = utterances.lazy.compactMap(\.language).first ?? "en"
    let intents = utterances.groupedByIntent.map { intent, utterances in
      let data = utterances.map { "{\"data\": [{\"text\": \(JSONText.quoted($0.text))}]}" }
      let list = JSONText.array(data, indent: "      ")
      return (intent.name, JSONText.object([("utterances", list)], indent: "    "))
    }
    let members = [
      ("language", JSONText.quoted(language)),
      ("intents", JSONText.object(intents, indent: "  ")),
      ("entities", "{}"),
    ]
    return JSONText.object(members, indent: "") + "\n"
  }
}
