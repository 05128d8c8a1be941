/// Names that cannot be guessed.
enum RandomName {
  /// `bytes` random bytes of the system's generator in hexadecimal.
  static func make(bytes: Int = 16) -> String {
    var generator = SystemRandomNumberGenerator()
    var digits: [UInt8] = []
    while digits.count < 2 * bytes {
      var word: UInt64 = generator.next()
      for _ in 0..<16 {
        let digit = UInt8(word & 0xF)
        digits.append(digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "a") + digit - 10)
        word >>= 4
      }
    }
    return String(decoding: digits.prefix(2 * bytes), as: UTF8.self)
  }
}
