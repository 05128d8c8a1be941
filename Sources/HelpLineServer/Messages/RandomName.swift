/// Names that cannot be guessed.
enum RandomName {
  /// `bytes` random bytes of the system's generator in hexadecimal.
  static func make(bytes: Int = 16) -> String {
    var generator = SystemRandomNumberGenerator()
    return (0..<bytes).map { _ in
      let byte = UInt8.random(in: .min ... .max, using: &generator)
      return (byte < 16 ? "0" : "") + String(byte, radix: 16)
    }.joined()
  }
}
