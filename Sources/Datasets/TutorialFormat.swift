import IntentTypes

/// The chatbot tutorials' `intents.json`: each intent with a tag and its patterns. Responses are not
/// read.
enum TutorialFormat {
  static let labelNames = ["tag", "intent", "name"]
  static let patternNames = ["patterns", "text", "utterances", "examples"]

  static func read(_ file: SourceFile, _ root: JSONNode) throws(DatasetError) -> DatasetBuilder {
    var builder = DatasetBuilder()
    for intent in root["intents"]?.array ?? [] {
      let line = file.line(at: intent.offset)
      guard let label = intent.first(of: labelNames)?.text else {
        throw file.malformed(
          line, found: "an intent without a name", expected: "a string at 'tag'")
      }
      guard let patterns = intent.first(of: patternNames)?.array else {
        throw file.malformed(
          line, found: "the intent '\(label)' without patterns",
          expected: "an array of strings at 'patterns'")
      }
      for pattern in patterns {
        let line = file.line(at: pattern.offset)
        guard let text = pattern.string else {
          throw file.malformed(
            line, found: "\(pattern.kind) among the patterns of '\(label)'", expected: "a string")
        }
        try builder.add(text: text, label: label, to: .train, of: file, line: line)
      }
    }
    return builder
  }

  static func text(of utterances: [LabeledUtterance]) -> String {
    let intents = utterances.groupedByIntent.map { intent, utterances in
      let patterns = utterances.map { JSONText.quoted($0.text) }
      let members = [
        ("tag", JSONText.quoted(intent.name)),
        ("patterns", JSONText.array(patterns, indent: "      ")),
        ("responses", "[]"),
      ]
      return JSONText.object(members, indent: "    ")
    }
    return JSONText.object([("intents", JSONText.array(intents, indent: "  "))], indent: "") + "\n"
  }
}

extension [LabeledUtterance] {
  /// The utterances of each intent, in the order in which the intents first stand.
  var groupedByIntent: [(intent: Intent, utterances: [LabeledUtterance])] {
    var order = [Intent]()
    var groups = [Intent: [LabeledUtterance]]()
    for utterance in self {
      if groups[utterance.intent] == nil { order.append(utterance.intent) }
      groups[utterance.intent, default: []].append(utterance)
    }
    return order.map { ($0, groups[$0] ?? []) }
  }
}
