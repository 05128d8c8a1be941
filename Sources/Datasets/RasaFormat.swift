import IntentTypes
import Yams

/// Rasa NLU YAML: the examples of each intent, as a block of `- ` lines or a list of objects.
/// Entities are replaced by their text; synonyms, patterns and lookup tables are not read. The
/// reserved intent `out_of_scope` means `oos`.
enum RasaFormat {
  static func read(_ file: SourceFile) throws(DatasetError) -> DatasetBuilder {
    var builder = DatasetBuilder()
    let root = try document(file)
    guard let items = root?["nlu"]?.sequence else {
      throw file.malformed(1, found: "no list at 'nlu'", expected: "nlu: with a list of intents")
    }
    for item in items {
      guard let intent = item["intent"]?.scalar?.string else { continue }
      let label = intent == "out_of_scope" ? Intent.outOfScope.name : intent
      guard let examples = item["examples"] else {
        throw file.malformed(
          line(of: item), found: "the intent '\(intent)' without examples",
          expected: "a block of lines or a list at 'examples'")
      }
      if let block = examples.scalar {
        try addLines(of: block, label: label, file, to: &builder)
      } else {
        try addObjects(of: examples, label: label, file, to: &builder)
      }
    }
    return builder
  }

  private static func document(_ file: SourceFile) throws(DatasetError) -> Node? {
    do {
      return try Yams.compose(yaml: file.text(0..<file.bytes.count))
    } catch {
      throw malformed(error, in: file)
    }
  }

  static func malformed(_ error: any Error, in file: SourceFile) -> DatasetError {
    switch error {
    case YamlError.scanner(_, let problem, let mark, _),
      YamlError.parser(_, let problem, let mark, _),
      YamlError.composer(_, let problem, let mark, _):
      file.malformed(
        mark.line, found: problem.replacing(#/^found /#, with: ""), expected: "YAML")
    case YamlError.duplicatedKeysInMapping(let keys, let context):
      file.malformed(
        context.mark.line, found: "the key '\(keys.joined(separator: "', '"))' twice",
        expected: "each key once")
    default:
      file.malformed(1, found: "\(error)", expected: "YAML")
    }
  }

  private static func line(of node: Node) -> Int {
    node.mark?.line ?? 1
  }

  private static func addLines(
    of block: Node.Scalar, label: String, _ file: SourceFile, to builder: inout DatasetBuilder
  ) throws(DatasetError) {
    // The examples of a block begin on the line after its bar.
    let start = (block.mark?.line ?? 1) + (block.style == .literal ? 1 : 0)
    let lines = block.string.split(separator: "\n", omittingEmptySubsequences: false)
    for (index, text) in lines.enumerated() {
      let text = String(text).trimmingBlanks()
      if text.isEmpty { continue }
      guard text.hasPrefix("- ") || text == "-" else {
        throw file.malformed(start + index, found: "'\(text.prefix(40))'", expected: "'- example'")
      }
      try builder.add(
        text: plain(String(text.dropFirst()).trimmingBlanks()), label: label, to: .train, of: file,
        line: start + index)
    }
  }

  private static func addObjects(
    of examples: Node, label: String, _ file: SourceFile, to builder: inout DatasetBuilder
  ) throws(DatasetError) {
    guard let list = examples.sequence else {
      throw file.malformed(
        line(of: examples), found: "a mapping at 'examples'",
        expected: "a block of lines or a list")
    }
    for example in list {
      guard let text = (example["text"] ?? example).scalar?.string else {
        throw file.malformed(
          line(of: example), found: "an example without text", expected: "a string at 'text'")
      }
      let metadata = example["metadata"]
      let language = ColumnNames.language.lazy.compactMap { metadata?[$0]?.scalar?.string }.first
      try builder.add(
        text: plain(text.trimmingBlanks()), label: label, language: language, to: .train,
        of: file, line: line(of: example))
    }
  }

  /// Replaces `[text](entity)` and `[text]{"entity": ...}` by the text.
  static func plain(_ text: String) -> String {
    guard text.utf8.contains(UInt8(ascii: "[")) else { return text }
    return text.replacing(#/\[([^\[\]]+)\](?:\([^()]+\)|\{[^{}]+\})/#) { $0.1 }
  }
}
