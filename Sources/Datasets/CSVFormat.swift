import IntentTypes

/// Comma or semicolon separated values with a header, quoted as in RFC 4180.
enum CSVFormat {
  /// Names of the header's columns, in lower case, the preferred one first.
  static let textNames = ["text", "utterance", "sentence", "query", "question"]
  static let labelNames = ["intent", "label", "category", "tag"]
  static let languageNames = ["language", "lang", "locale"]

  static func read(_ file: SourceFile) throws(DatasetError) -> DatasetBuilder {
    var builder = DatasetBuilder()
    guard let separator = separator(of: file) else {
      throw file.malformed(
        1, found: "the header '\(excerpt(file, 1))'",
        expected: "a text (or utterance) and an intent (or label, category) column")
    }
    var scanner = CSVScanner(file: file, separator: separator)
    guard let header = try scanner.row() else { return builder }
    let names = header.cells.map { $0.trimmingBlanks().lowercased() }
    guard let text = column(textNames, in: names), let label = column(labelNames, in: names) else {
      return builder
    }
    let language = column(languageNames, in: names)
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
      if column(textNames, in: names) != nil, column(labelNames, in: names) != nil {
        return separator
      }
    }
    return nil
  }

  private static func column(_ wanted: [String], in names: [String]) -> Int? {
    wanted.lazy.compactMap { names.firstIndex(of: $0) }.first
  }

  private static func excerpt(_ file: SourceFile, _ line: Int) -> String {
    String(decoding: file.bytes[file.line(line)].prefix(60), as: UTF8.self)
  }
}

/// Reads the rows of a CSV file: RFC 4180 with any one-byte separator and any line end.
struct CSVScanner {
  struct Row {
    let line: Int
    let cells: [String]
  }

  private let file: SourceFile
  private let separator: UInt8
  private var position = 0
  private var line = 1

  private static let quote = UInt8(ascii: "\"")
  private static let newline = UInt8(ascii: "\n")
  private static let carriageReturn = UInt8(ascii: "\r")

  init(file: SourceFile, separator: UInt8) {
    self.file = file
    self.separator = separator
  }

  /// The next row that is not blank; nil at the end.
  mutating func row() throws(DatasetError) -> Row? {
    let bytes = file.bytes
    while position < bytes.count,
      bytes[position] == Self.newline
        || bytes[position] == Self.carriageReturn
    {
      if bytes[position] == Self.newline { line += 1 }
      position += 1
    }
    guard position < bytes.count else { return nil }
    let start = line
    var cells = [String]()
    while true {
      cells.append(try cell())
      guard position < bytes.count else { break }
      let byte = bytes[position]
      position += 1
      if byte == separator { continue }
      if byte == Self.newline { line += 1 }
      break
    }
    return Row(line: start, cells: cells)
  }

  /// The cell that begins here; stops before the separator or the line's end.
  private mutating func cell() throws(DatasetError) -> String {
    let bytes = file.bytes
    guard position < bytes.count, bytes[position] == Self.quote else {
      let start = position
      while position < bytes.count, bytes[position] != separator, bytes[position] != Self.newline {
        position += 1
      }
      var end = position
      if end > start, bytes[end - 1] == Self.carriageReturn,
        end == bytes.count
          || bytes[end] == Self.newline
      {
        end -= 1
      }
      return file.text(start..<end)
    }
    return try quotedCell()
  }

  private mutating func quotedCell() throws(DatasetError) -> String {
    let bytes = file.bytes
    let start = line
    var text = [UInt8]()
    position += 1
    while position < bytes.count {
      let byte = bytes[position]
      position += 1
      if byte == Self.newline { line += 1 }
      guard byte == Self.quote else {
        text.append(byte)
        continue
      }
      if position < bytes.count, bytes[position] == Self.quote {
        text.append(Self.quote)
        position += 1
        continue
      }
      if position < bytes.count, bytes[position] == Self.carriageReturn { position += 1 }
      guard
        position == bytes.count || bytes[position] == separator
          || bytes[position] == Self.newline
      else {
        throw file.malformed(
          line, found: "text after a closing quote",
          expected: "'\(Character(UnicodeScalar(separator)))' or the line's end")
      }
      return String(decoding: text, as: UTF8.self)
    }
    throw file.malformed(start, found: "a quote that is never closed", expected: "a closing quote")
  }
}
