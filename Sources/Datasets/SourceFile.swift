import Foundation
import IntentTypes

/// A file of a dataset in memory: its bytes are well-formed UTF-8, without a byte order mark.
struct SourceFile {
  let path: String
  let bytes: [UInt8]
  /// The offset of the first byte of each line.
  private let lineStarts: [Int]

  /// - Throws: `missing`, `unreadable`, `invalidUTF8`.
  init(path: String) throws(DatasetError) {
    guard FileManager.default.fileExists(atPath: path) else {
      throw .missing(path: path)
    }
    do {
      let data = try Data(contentsOf: URL(fileURLWithPath: path))
      try self.init(path: path, contents: [UInt8](data))
    } catch let error as DatasetError {
      throw error
    } catch {
      throw .unreadable(path: path, reason: systemReason(error))
    }
  }

  /// - Throws: `invalidUTF8`.
  init(path: String, contents: [UInt8]) throws(DatasetError) {
    self.path = path
    bytes = contents.starts(with: [0xef, 0xbb, 0xbf]) ? Array(contents.dropFirst(3)) : contents
    var starts = [0]
    for (offset, byte) in bytes.enumerated() where byte == 0x0a {
      starts.append(offset + 1)
    }
    lineStarts = starts
    if String(validating: bytes, as: UTF8.self) == nil {
      let offset = Self.firstInvalidByte(bytes)
      let line = line(at: offset)
      throw .invalidUTF8(at: origin(line), byte: offset - starts[line - 1] + 1)
    }
  }

  /// The number of the line that holds the byte at `offset`, from 1. O(log lines).
  func line(at offset: Int) -> Int {
    var low = 0
    var high = lineStarts.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if lineStarts[middle] <= offset { low = middle } else { high = middle }
    }
    return low + 1
  }

  func origin(_ line: Int) -> LabeledUtterance.Origin {
    .init(file: path, line: line)
  }

  func text(_ range: Range<Int>) -> String {
    String(decoding: bytes[range], as: UTF8.self)
  }

  var lineCount: Int { lineStarts.count }

  /// The bytes of a line without its end (`\n` or `\r\n`). `number` counts from 1.
  func line(_ number: Int) -> Range<Int> {
    let start = lineStarts[number - 1]
    var end = number < lineStarts.count ? lineStarts[number] - 1 : bytes.count
    if end > start, bytes[end - 1] == 0x0d { end -= 1 }
    return start..<end
  }

  /// The first characters of a line, for messages.
  func excerpt(of number: Int) -> String {
    let range = line(number)
    return String(text(range.lowerBound..<min(range.upperBound, range.lowerBound + 256)).prefix(40))
  }

  /// Whether a line holds nothing but blanks.
  func isBlank(_ range: Range<Int>) -> Bool {
    bytes[range].allSatisfy { $0 == 0x20 || $0 == 0x09 || $0 == 0x0d }
  }

  func malformed(_ line: Int, found: String, expected: String) -> DatasetError {
    .malformed(at: origin(line), found: found, expected: expected)
  }

  private static func firstInvalidByte(_ bytes: [UInt8]) -> Int {
    var decoder = UTF8()
    var iterator = bytes.makeIterator()
    var offset = 0
    while case .scalarValue(let scalar) = decoder.decode(&iterator) {
      offset += UTF8.width(scalar)
    }
    return offset
  }
}

/// The system's words for a failed file operation, without Foundation's before them.
func systemReason(_ error: any Error) -> String {
  let underlying = (error as NSError).userInfo[NSUnderlyingErrorKey] as? any Error ?? error
  let text = underlying.localizedDescription
  return text.range(of: ". ").map { String(text[$0.upperBound...]) } ?? text
}
