import IntentTypes

/// AutoIntent JSON: parts with `{"utterance", "label"}`; an example without a label is out of scope.
/// Labels are names, or numbers that the list `intents` gives names to. The older form, a list of
/// intents with their `sample_utterances`, is read too.
enum AutoIntentFormat {
  static func read(_ file: SourceFile, _ root: JSONNode) throws(DatasetError) -> DatasetBuilder {
    var builder = DatasetBuilder()
    if let intents = root.array {
      for intent in intents { try addSamples(of: intent, in: file, to: &builder) }
      return builder
    }
    let names = try intentNames(root, file)
    for (key, part) in root.members ?? [] {
      // `train_0` and `train_1` are halves of the training part.
      guard let split = Split(name: key.prefix { $0 != "_" }), let examples = part.array else {
        continue
      }
      for example in examples {
        let line = file.line(at: example.offset)
        guard let text = example["utterance"]?.string else {
          throw file.malformed(
            line, found: "an example without an utterance", expected: "a string at 'utterance'")
        }
        let label = try label(of: example, names: names, file)
        try builder.add(text: text, label: label, to: split, of: file, line: line)
      }
    }
    return builder
  }

  private static func label(
    of example: JSONNode, names: [String: String], _ file: SourceFile
  ) throws(DatasetError) -> String {
    switch example["label"]?.value {
    case nil, .null, .number("-1"): return Intent.outOfScope.name
    case .string(let name): return name
    case .number(let number): return names[number] ?? number
    default:
      throw file.malformed(
        file.line(at: example.offset), found: "\(example["label"]?.kind ?? "nothing") at 'label'",
        expected: "one label, a string or a number")
    }
  }

  private static func intentNames(
    _ root: JSONNode, _ file: SourceFile
  ) throws(DatasetError) -> [String: String] {
    var names = [String: String]()
    for intent in root["intents"]?.array ?? [] {
      guard let id = intent["id"]?.text else {
        throw file.malformed(
          file.line(at: intent.offset), found: "an intent without an id",
          expected: "a number at 'id'")
      }
      names[id] = intent["name"]?.string ?? id
    }
    return names
  }

  private static func addSamples(
    of intent: JSONNode, in file: SourceFile, to builder: inout DatasetBuilder
  ) throws(DatasetError) {
    let line = file.line(at: intent.offset)
    guard let label = intent.first(of: ["intent_name", "name", "intent_id", "id"])?.text,
      let samples = intent["sample_utterances"]?.array
    else {
      throw file.malformed(
        line, found: "an intent without a name or samples",
        expected: "intent_name and sample_utterances")
    }
    for sample in samples {
      let line = file.line(at: sample.offset)
      guard let text = sample.string else {
        throw file.malformed(line, found: "\(sample.kind) among the samples", expected: "a string")
      }
      try builder.add(text: text, label: label, to: .train, of: file, line: line)
    }
  }

  /// - Throws: `cannotWrite` for a gate part, which the format has no place for.
  static func text(of dataset: Dataset) throws(DatasetError) -> String {
    guard dataset[.gate].isEmpty else {
      throw .cannotWrite(format: .autointent, reason: "the format has no gate part")
    }
    let parts = dataset.parts.map { split in
      let examples = dataset[split].map { utterance in
        let text = "\"utterance\": \(JSONText.quoted(utterance.text))"
        guard utterance.intent != .outOfScope else { return "{\(text)}" }
        return "{\(text), \"label\": \(JSONText.quoted(utterance.intent.name))}"
      }
      return (split.rawValue, JSONText.array(examples, indent: "  "))
    }
    return JSONText.object(parts, indent: "") + "\n"
  }
}
