import IntentTypes

/// A JSON object with a text and a label on each line, or an array of such objects.
enum JSONLinesFormat {
  static func read(_ file: SourceFile) throws(DatasetError) -> DatasetBuilder {
    var builder = DatasetBuilder()
    if file.bytes.first(where: { $0 > 0x20 }) == UInt8(ascii: "[") {
      var scanner = JSONScanner(file: file)
      for record in try scanner.document().array ?? [] {
        try add(record, of: file, to: &builder)
      }
      return builder
    }
    for number in 1...file.lineCount {
      let range = file.line(number)
      if file.isBlank(range) { continue }
      var scanner = JSONScanner(file: file, range: range)
      try add(try scanner.document(), of: file, to: &builder)
    }
    return builder
  }

  /// Whether an object has a text and a label.
  static func isRecord(_ node: JSONNode) -> Bool {
    node.first(of: ColumnNames.text) != nil && node.first(of: ColumnNames.label) != nil
  }

  private static func add(
    _ record: JSONNode, of file: SourceFile, to builder: inout DatasetBuilder
  ) throws(DatasetError) {
    let line = file.line(at: record.offset)
    guard record.members != nil else {
      throw file.malformed(line, found: record.kind, expected: "a JSON object")
    }
    guard let text = record.first(of: ColumnNames.text)?.string else {
      throw file.malformed(
        line, found: "no text", expected: "a string at \(ColumnNames.text.listed)")
    }
    guard let label = record.first(of: ColumnNames.label)?.text else {
      throw file.malformed(
        line, found: "no label", expected: "a string at \(ColumnNames.label.listed)")
    }
    try builder.add(
      text: text, label: label, language: record.first(of: ColumnNames.language)?.string,
      to: .train, of: file, line: line)
  }

  static func text(of utterances: [LabeledUtterance]) -> String {
    utterances.map { utterance in
      var fields = ["\"text\":\(JSONText.quoted(utterance.text))"]
      fields.append("\"intent\":\(JSONText.quoted(utterance.intent.name))")
      if let language = utterance.language {
        fields.append("\"language\":\(JSONText.quoted(language))")
      }
      return "{\(fields.joined(separator: ","))}\n"
    }.joined()
  }
}
