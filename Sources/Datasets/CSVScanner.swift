import IntentTypes

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
