/// Reads the JSON that messages are: one object whose values are texts. A tenth of what a decoder
/// takes.
enum PlainJSON {
  /// The fields of the object; those that are null are left out. nil for JSON of any other kind, for
  /// a key that comes twice, and for what is no JSON at all.
  static func texts(in bytes: some Sequence<UInt8>) -> [String: String]? {
    var reader = Reader(bytes: Array(bytes))
    return reader.object()
  }

  private struct Reader {
    let bytes: [UInt8]
    private var position = 0

    init(bytes: [UInt8]) {
      self.bytes = bytes
    }

    mutating func object() -> [String: String]? {
      var fields: [String: String] = [:]
      var keys = Set<String>()
      guard take("{") else { return nil }
      if take("}") { return isAtEnd ? fields : nil }
      repeat {
        guard let key = text(), keys.insert(key).inserted, take(":") else { return nil }
        if takeNull() { continue }
        guard let value = text() else { return nil }
        fields[key] = value
      } while take(",")
      return take("}") && isAtEnd ? fields : nil
    }

    private var next: UInt8 { position < bytes.count ? bytes[position] : 0 }

    private var isAtEnd: Bool {
      mutating get {
        skipBlanks()
        return position == bytes.count
      }
    }

    private mutating func skipBlanks() {
      while [0x20, 0x09, 0x0A, 0x0D].contains(next) { position += 1 }
    }

    private mutating func take(_ sign: Unicode.Scalar) -> Bool {
      skipBlanks()
      guard next == UInt8(ascii: sign) else { return false }
      position += 1
      return true
    }

    private mutating func takeNull() -> Bool {
      skipBlanks()
      guard bytes[position...].starts(with: "null".utf8) else { return false }
      position += 4
      return true
    }

    /// A text in quotation marks; nil where its bytes are no UTF-8.
    private mutating func text() -> String? {
      guard take("\"") else { return nil }
      var text: [UInt8] = []
      while position < bytes.count {
        let start = position
        while next >= 0x20, next != UInt8(ascii: "\""), next != UInt8(ascii: "\\") { position += 1 }
        text.append(contentsOf: bytes[start..<position])
        let sign = next
        position += 1
        if sign == UInt8(ascii: "\"") { return String(validating: text, as: UTF8.self) }
        guard sign == UInt8(ascii: "\\"), appendEscaped(to: &text) else { return nil }
      }
      return nil
    }

    private mutating func appendEscaped(to text: inout [UInt8]) -> Bool {
      let sign = next
      position += 1
      switch Unicode.Scalar(sign) {
      case "\"", "\\", "/": text.append(sign)
      case "n": text.append(0x0A)
      case "t": text.append(0x09)
      case "r": text.append(0x0D)
      case "b": text.append(0x08)
      case "f": text.append(0x0C)
      case "u":
        guard let scalar = escapedScalar() else { return false }
        text.append(contentsOf: String(Character(scalar)).utf8)
      default: return false
      }
      return true
    }

    /// Four digits, or a pair of surrogates; position is behind `\u`.
    private mutating func escapedScalar() -> Unicode.Scalar? {
      guard let first = fourDigits() else { return nil }
      guard (0xD800..<0xDC00).contains(first) else { return Unicode.Scalar(first) }
      guard bytes[position...].starts(with: "\\u".utf8) else { return nil }
      position += 2
      guard let second = fourDigits(), (0xDC00..<0xE000).contains(second) else { return nil }
      return Unicode.Scalar(0x10000 + (first - 0xD800) << 10 + (second - 0xDC00))
    }

    private mutating func fourDigits() -> UInt32? {
      guard position + 4 <= bytes.count else { return nil }
      var value: UInt32 = 0
      for byte in bytes[position..<position + 4] {
        guard let digit = Character(Unicode.Scalar(byte)).hexDigitValue else { return nil }
        value = value << 4 + UInt32(digit)
      }
      position += 4
      return value
    }
  }
}
