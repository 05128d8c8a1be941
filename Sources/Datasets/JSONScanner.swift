/// Reads JSON (RFC 8259) from the bytes of a file, keeping offsets.
struct JSONScanner {
  private static let deepest = 64

  private let file: SourceFile
  private let bytes: [UInt8]
  private let end: Int
  private(set) var position: Int

  init(file: SourceFile, range: Range<Int>? = nil) {
    self.file = file
    bytes = file.bytes
    position = range?.lowerBound ?? 0
    end = range?.upperBound ?? file.bytes.count
  }

  /// The whole range as one value.
  mutating func document() throws(DatasetError) -> JSONNode {
    let node = try value(depth: 0)
    skipBlanks()
    guard position == end else { throw unexpected("the end of the JSON value") }
    return node
  }

  func unexpected(_ expected: String) -> DatasetError {
    guard position < end else {
      return file.malformed(
        file.line(at: max(0, end - 1)), found: "the end", expected: "\(expected) in JSON")
    }
    let line = file.line(at: position)
    let column = position - file.line(line).lowerBound + 1
    let rest = file.bytes[position..<min(end, file.line(line).upperBound)]
    let found = String(decoding: rest.prefix(16), as: UTF8.self)
    return file.malformed(
      line, found: "'\(found)' at byte \(column)", expected: "\(expected) in JSON")
  }

  mutating func skipBlanks() {
    while position < end {
      let byte = bytes[position]
      guard byte == 0x20 || byte == 0x0a || byte == 0x0d || byte == 0x09 else { return }
      position += 1
    }
  }

  mutating func value(depth: Int) throws(DatasetError) -> JSONNode {
    skipBlanks()
    guard position < end else { throw unexpected("a value") }
    guard depth < Self.deepest else { throw unexpected("at most \(Self.deepest) levels") }
    let start = position
    switch bytes[position] {
    case UInt8(ascii: "{"):
      return JSONNode(value: .object(try members(depth: depth)), offset: start)
    case UInt8(ascii: "["):
      return JSONNode(value: .array(try elements(depth: depth)), offset: start)
    case UInt8(ascii: "\""):
      return JSONNode(value: .string(try string()), offset: start)
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"):
      return JSONNode(value: .number(try number()), offset: start)
    default:
      if skip("true") { return JSONNode(value: .bool(true), offset: start) }
      if skip("false") { return JSONNode(value: .bool(false), offset: start) }
      if skip("null") { return JSONNode(value: .null, offset: start) }
      throw unexpected("a value")
    }
  }

  private mutating func members(
    depth: Int
  ) throws(DatasetError) -> [(key: String, value: JSONNode)] {
    var members = [(key: String, value: JSONNode)]()
    position += 1
    skipBlanks()
    if skip(UInt8(ascii: "}")) { return [] }
    while true {
      skipBlanks()
      guard position < end, bytes[position] == UInt8(ascii: "\"") else {
        throw unexpected("a key in quotes")
      }
      let key = try string()
      skipBlanks()
      guard skip(UInt8(ascii: ":")) else { throw unexpected("':'") }
      members.append((key, try value(depth: depth + 1)))
      skipBlanks()
      if skip(UInt8(ascii: "}")) { return members }
      guard skip(UInt8(ascii: ",")) else { throw unexpected("',' or '}'") }
    }
  }

  private mutating func elements(depth: Int) throws(DatasetError) -> [JSONNode] {
    var elements = [JSONNode]()
    position += 1
    skipBlanks()
    if skip(UInt8(ascii: "]")) { return [] }
    while true {
      elements.append(try value(depth: depth + 1))
      skipBlanks()
      if skip(UInt8(ascii: "]")) { return elements }
      guard skip(UInt8(ascii: ",")) else { throw unexpected("',' or ']'") }
    }
  }

  private mutating func number() throws(DatasetError) -> String {
    let start = position
    while position < end {
      switch bytes[position] {
      case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "+"), UInt8(ascii: "-"),
        UInt8(ascii: "."), UInt8(ascii: "e"), UInt8(ascii: "E"):
        position += 1
        continue
      default: break
      }
      break
    }
    let digits = String(decoding: bytes[start..<position], as: UTF8.self)
    guard Double(digits) != nil else {
      position = start
      throw unexpected("a number")
    }
    return digits
  }

  private mutating func string() throws(DatasetError) -> String {
    position += 1
    let start = position
    while position < end, bytes[position] != UInt8(ascii: "\"") {
      if bytes[position] == UInt8(ascii: "\\") { return try escapedString(from: start) }
      guard bytes[position] >= 0x20 else {
        throw unexpected("no control character in a string")
      }
      position += 1
    }
    guard position < end else { throw unexpected("'\"'") }
    position += 1
    return String(decoding: bytes[start..<(position - 1)], as: UTF8.self)
  }

  /// The string that began at `start` and has its first escape here.
  private mutating func escapedString(from start: Int) throws(DatasetError) -> String {
    var text = Array(bytes[start..<position])
    while position < end {
      let byte = bytes[position]
      if byte == UInt8(ascii: "\"") {
        position += 1
        return String(decoding: text, as: UTF8.self)
      }
      if byte == UInt8(ascii: "\\") {
        position += 1
        text += Array(String(Character(try escape())).utf8)
        continue
      }
      guard byte >= 0x20 else { throw unexpected("no control character in a string") }
      text.append(byte)
      position += 1
    }
    throw unexpected("'\"'")
  }

  private mutating func escape() throws(DatasetError) -> UnicodeScalar {
    guard position < end else { throw unexpected("an escape") }
    switch bytes[position] {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"):
      position += 1
      return UnicodeScalar(bytes[position - 1])
    case UInt8(ascii: "b"): return simple("\u{8}")
    case UInt8(ascii: "f"): return simple("\u{c}")
    case UInt8(ascii: "n"): return simple("\n")
    case UInt8(ascii: "r"): return simple("\r")
    case UInt8(ascii: "t"): return simple("\t")
    case UInt8(ascii: "u"): return try unicodeEscape()
    default: throw unexpected("an escape")
    }
  }

  private mutating func simple(_ scalar: UnicodeScalar) -> UnicodeScalar {
    position += 1
    return scalar
  }

  /// `uXXXX`, or a surrogate pair of two. Half a pair becomes U+FFFD, as Python's writer can leave one.
  private mutating func unicodeEscape() throws(DatasetError) -> UnicodeScalar {
    position += 1
    let first = try hexadecimal()
    if let scalar = UnicodeScalar(first) { return scalar }
    guard first < 0xdc00, position + 1 < end, bytes[position] == UInt8(ascii: "\\"),
      bytes[position + 1] == UInt8(ascii: "u")
    else {
      return "\u{fffd}"
    }
    position += 2
    let second = try hexadecimal()
    guard second & 0xfc00 == 0xdc00 else { return "\u{fffd}" }
    return UnicodeScalar(0x10000 + (first & 0x3ff) << 10 + (second & 0x3ff)) ?? "\u{fffd}"
  }

  private mutating func hexadecimal() throws(DatasetError) -> UInt32 {
    var number: UInt32 = 0
    for offset in 0..<4 {
      guard position + offset < end,
        let digit = Character(UnicodeScalar(bytes[position + offset])).hexDigitValue
      else {
        throw unexpected("four hexadecimal digits")
      }
      number = number << 4 | UInt32(digit)
    }
    position += 4
    return number
  }

  private mutating func skip(_ byte: UInt8) -> Bool {
    guard position < end, bytes[position] == byte else { return false }
    position += 1
    return true
  }

  private mutating func skip(_ word: String) -> Bool {
    guard bytes[position..<end].starts(with: word.utf8) else { return false }
    position += word.utf8.count
    return true
  }
}
