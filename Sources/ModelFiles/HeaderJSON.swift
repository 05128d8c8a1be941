/// A JSON value of a header. Objects keep their members in order and keep doubled keys, so that a
/// doubled tensor can be reported; numbers keep their digits.
enum HeaderJSON {
  case object([(String, HeaderJSON)])
  case array([HeaderJSON])
  case string(String)
  case number(String)
  case bool(Bool)
  case null

  /// The kind of value, for messages.
  var kind: String {
    switch self {
    case .object: "an object"
    case .array: "an array"
    case .string: "a string"
    case .number: "a number"
    case .bool: "true or false"
    case .null: "null"
    }
  }

  /// The value of a number or string, otherwise the kind, for messages.
  var text: String {
    switch self {
    case .number(let digits): digits
    case .string(let string): "'\(string)'"
    default: kind
    }
  }

  /// - Throws: `headerNotUTF8`, `headerNotJSON`.
  static func parse(_ bytes: [UInt8]) throws(ModelFileError) -> HeaderJSON {
    if String(validating: bytes, as: UTF8.self) == nil {
      throw .headerNotUTF8(offset: firstInvalidByte(bytes))
    }
    var scanner = HeaderScanner(bytes: bytes)
    let value = try scanner.value(depth: 0)
    scanner.skipBlanks()
    guard scanner.isAtEnd else {
      throw scanner.unexpected("the end of the header")
    }
    return value
  }

  /// The offset of the first byte that is not part of a well-formed UTF-8 sequence.
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

/// Reads JSON (RFC 8259) from bytes that are well-formed UTF-8.
struct HeaderScanner {
  private static let deepest = 32

  private let bytes: [UInt8]
  private var position = 0

  init(bytes: [UInt8]) {
    self.bytes = bytes
  }

  var isAtEnd: Bool { position == bytes.count }

  mutating func skipBlanks() {
    while position < bytes.count, [0x20, 0x09, 0x0a, 0x0d].contains(bytes[position]) {
      position += 1
    }
  }

  func unexpected(_ expected: String) -> ModelFileError {
    guard position < bytes.count else {
      return .headerNotJSON(offset: position, found: "past the end", expected: expected)
    }
    let byte = bytes[position]
    let found =
      (0x21..<0x7f).contains(byte)
      ? "'\(Character(UnicodeScalar(byte)))'" : "0x" + String(byte, radix: 16)
    return .headerNotJSON(offset: position, found: found, expected: expected)
  }

  mutating func value(depth: Int) throws(ModelFileError) -> HeaderJSON {
    skipBlanks()
    guard position < bytes.count, depth < Self.deepest else {
      throw unexpected(depth < Self.deepest ? "a value" : "at most \(Self.deepest) levels")
    }
    switch bytes[position] {
    case UInt8(ascii: "{"): return .object(try members(depth: depth))
    case UInt8(ascii: "["): return .array(try elements(depth: depth))
    case UInt8(ascii: "\""): return .string(try string())
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return .number(try number())
    default:
      if skip("true") { return .bool(true) }
      if skip("false") { return .bool(false) }
      if skip("null") { return .null }
      throw unexpected("a value")
    }
  }

  private mutating func members(depth: Int) throws(ModelFileError) -> [(String, HeaderJSON)] {
    var members = [(String, HeaderJSON)]()
    position += 1
    skipBlanks()
    if skip("}") { return [] }
    while true {
      skipBlanks()
      guard position < bytes.count, bytes[position] == UInt8(ascii: "\"") else {
        throw unexpected("a key in quotes")
      }
      let key = try string()
      skipBlanks()
      guard skip(":") else { throw unexpected("':'") }
      members.append((key, try value(depth: depth + 1)))
      skipBlanks()
      if skip("}") { return members }
      guard skip(",") else { throw unexpected("',' or '}'") }
    }
  }

  private mutating func elements(depth: Int) throws(ModelFileError) -> [HeaderJSON] {
    var elements = [HeaderJSON]()
    position += 1
    skipBlanks()
    if skip("]") { return [] }
    while true {
      elements.append(try value(depth: depth + 1))
      skipBlanks()
      if skip("]") { return elements }
      guard skip(",") else { throw unexpected("',' or ']'") }
    }
  }

  private mutating func number() throws(ModelFileError) -> String {
    let start = position
    while position < bytes.count, Self.numberBytes.contains(bytes[position]) {
      position += 1
    }
    let digits = String(decoding: bytes[start..<position], as: UTF8.self)
    guard Double(digits) != nil else {
      position = start
      throw unexpected("a number")
    }
    return digits
  }

  private static let numberBytes = Set("+-.0123456789Ee".utf8)

  private mutating func string() throws(ModelFileError) -> String {
    position += 1
    var text = [UInt8]()
    while position < bytes.count {
      let byte = bytes[position]
      switch byte {
      case UInt8(ascii: "\""):
        position += 1
        return String(decoding: text, as: UTF8.self)
      case UInt8(ascii: "\\"):
        position += 1
        text += Array(String(try escape()).utf8)
      case 0..<0x20:
        throw unexpected("no control characters in a string")
      default:
        text.append(byte)
        position += 1
      }
    }
    throw unexpected("'\"'")
  }

  private mutating func escape() throws(ModelFileError) -> Character {
    for (letter, character) in Self.escapes where skip(letter) {
      return character
    }
    guard skip("u") else { throw unexpected("an escape") }
    let first = try hexadecimal()
    if let scalar = UnicodeScalar(first) {
      return Character(scalar)
    }
    guard skip("\\u") else { throw unexpected("the second half of a surrogate pair") }
    let second = try hexadecimal()
    let value = 0x10000 + (first & 0x3ff) << 10 + (second & 0x3ff)
    guard first < 0xdc00, second & 0xfc00 == 0xdc00, let scalar = UnicodeScalar(value) else {
      throw unexpected("a surrogate pair before this")
    }
    return Character(scalar)
  }

  private static let escapes: [(StaticString, Character)] = [
    ("\"", "\""), ("\\", "\\"), ("/", "/"), ("b", "\u{8}"), ("f", "\u{c}"), ("n", "\n"),
    ("r", "\r"), ("t", "\t"),
  ]

  private mutating func hexadecimal() throws(ModelFileError) -> UInt32 {
    let digits = String(decoding: bytes[position...].prefix(4), as: UTF8.self)
    guard digits.utf8.count == 4, digits.allSatisfy(\.isHexDigit),
      let value = UInt32(digits, radix: 16)
    else {
      throw unexpected("four hexadecimal digits")
    }
    position += 4
    return value
  }

  private mutating func skip(_ word: StaticString) -> Bool {
    let word = Array(word.description.utf8)
    guard bytes[position...].starts(with: word) else { return false }
    position += word.count
    return true
  }
}
