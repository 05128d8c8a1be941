/// Names that cannot be guessed.
enum RandomName {
  /// `bytes` random bytes of the system's generator in hexadecimal.
  static func make(bytes: Int = 16) -> String {
    var generator = SystemRandomNumberGenerator()
    var name = ""
    while name.utf8.count < 2 * bytes {
      let word = String(generator.next(), radix: 16)
      name += String(repeating: "0", count: 16 - word.utf8.count) + word
    }
    return String(name.prefix(2 * bytes))
  }
}
