import IntentTypes

/// `__label__intent text`, one utterance a line, as fastText's `supervised` reads it.
enum FastTextFormat {
  static let prefix = "__label__"

  /// Of several labels the first is taken, with a warning.
  static func read(_ file: SourceFile) throws(DatasetError) -> DatasetBuilder {
    var builder = DatasetBuilder()
    for number in 1...file.lineCount {
      let range = file.line(number)
      if file.isBlank(range) { continue }
      var rest = file.text(range)[...]
      var labels = [String]()
      while rest.hasPrefix(prefix) {
        let word = rest.prefix { $0 != " " && $0 != "\t" }
        labels.append(String(word.dropFirst(prefix.count)))
        rest = rest[word.endIndex...].drop { $0 == " " || $0 == "\t" }
      }
      guard let label = labels.first else {
        throw file.malformed(
          number, found: "no label at the line's start", expected: "__label__intent text")
      }
      if labels.count > 1 {
        builder.warn(
          file.origin(number), found: "\(labels.count) labels, the first is taken",
          expected: "one label")
      }
      try builder.add(text: String(rest), label: label, to: .train, of: file, line: number)
    }
    return builder
  }

  static func text(of utterances: [LabeledUtterance]) throws(DatasetError) -> String {
    var text = ""
    for utterance in utterances {
      try utterance.requireOneLine(for: .fasttext)
      guard !utterance.intent.name.contains(where: \.isWhitespace) else {
        throw .cannotWrite(
          format: .fasttext, reason: "the intent '\(utterance.intent)' has a blank in its name")
      }
      text += "\(prefix)\(utterance.intent.name) \(utterance.text)\n"
    }
    return text
  }
}

extension LabeledUtterance {
  /// - Throws: `cannotWrite` when the text has a line break.
  func requireOneLine(for format: DatasetFormat) throws(DatasetError) {
    guard !text.utf8.contains(where: { $0 == 0x0a || $0 == 0x0d }) else {
      throw .cannotWrite(format: format, reason: "\(place) has a line break in its text")
    }
  }

  /// Where it was read, or its text.
  var place: String {
    origin.map(\.description) ?? "'\(text)'"
  }
}
