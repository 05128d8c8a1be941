import IntentTypes

/// Comma or semicolon separated values with a header, quoted as in RFC 4180.
enum CSVFormat {
  static func read(_ file: SourceFile) throws(DatasetError) -> DatasetBuilder {
    var builder = DatasetBuilder()
    guard let separator = separator(of: file) else {
      throw file.malformed(
        1, found: "the header '\(file.excerpt(of: 1))'",
        expected: "a column \(ColumnNames.text.listed) and a column \(ColumnNames.label.listed)")
    }
    var scanner = CSVScanner(file: file, separator: separator)
    guard let header = try scanner.row() else { return builder }
    let names = header.cells.map { $0.trimmingBlanks().lowercased() }
    guard let text = column(ColumnNames.text, in: names),
      let label = column(ColumnNames.label, in: names)
    else {
      return builder
    }
    let language = column(ColumnNames.language, in: names)
    while let row = try scanner.row() {
      guard row.cells.count == names.count else {
        throw file.malformed(
          row.line, found: row.cells.count == 1 ? "1 column" : "\(row.cells.count) columns",
          expected: "\(names.count) as in the header")
      }
      try builder.add(
        text: row.cells[text], label: row.cells[label], language: language.map { row.cells[$0] },
        to: .train, of: file, line: row.line)
    }
    return builder
  }

  /// The separator with which the first line has a text and a label column; nil when none has.
  static func separator(of file: SourceFile) -> UInt8? {
    for separator in [UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: "\t")] {
      var scanner = CSVScanner(file: file, separator: separator)
      guard let header = try? scanner.row() else { continue }
      let names = header.cells.map { $0.trimmingBlanks().lowercased() }
      if column(ColumnNames.text, in: names) != nil, column(ColumnNames.label, in: names) != nil {
        return separator
      }
    }
    return nil
  }

  private static func column(_ wanted: [String], in names: [String]) -> Int? {
    wanted.lazy.compactMap { names.firstIndex(of: $0) }.first
  }

  static func text(of utterances: [LabeledUtterance]) -> String {
    let hasLanguage = utterances.contains { $0.language != nil }
    var text = hasLanguage ? "text,intent,language\n" : "text,intent\n"
    for utterance in utterances {
      var cells = [utterance.text, utterance.intent.name]
      if hasLanguage { cells.append(utterance.language ?? "") }
      text += cells.map(cell).joined(separator: ",") + "\n"
    }
    return text
  }

  private static func cell(_ text: String) -> String {
    let special: Set<UInt8> = [0x22, 0x2c, 0x0a, 0x0d]
    guard text.utf8.contains(where: special.contains) || text.trimmingBlanks() != text else {
      return text
    }
    return "\"" + text.replacing("\"", with: "\"\"") + "\""
  }
}
