/// Letters of the other script that look the same, and digits typed for letters.
enum Homoglyphs {
  /// Latin letters, as typed, and the Cyrillic ones that they stand for inside a Cyrillic word.
  private static let latinLetters = Array("aceopxyikhABCEHIKMOPTXY".unicodeScalars.map(\.value))
  private static let cyrillicLetters = Array("асеорхуікһАВСЕНІКМОРТХУ".unicodeScalars.map(\.value))

  /// The Cyrillic letter that looks like the Latin letter `value`; nil where none does.
  static func cyrillic(of value: UInt32) -> UInt32? {
    latinLetters.firstIndex(of: value).map { cyrillicLetters[$0] }
  }

  /// The Latin letter that looks like the Cyrillic letter `value`; nil where none does.
  static func latin(of value: UInt32) -> UInt32? {
    cyrillicLetters.firstIndex(of: value).map { latinLetters[$0] }
  }

  /// The Latin capital that looks like the Cyrillic letter `value` in its upper case.
  static func latin(ofCapital value: UInt32) -> UInt32? {
    let capital = (0x430...0x44F).contains(value) ? value - 0x20 : value == 0x456 ? 0x406 : value
    return (0x410...0x42F).contains(capital) || capital == 0x406 ? latin(of: capital) : nil
  }

  /// The Cyrillic letter that the digit `value` is typed for; nil for the others.
  static func letter(ofDigit value: UInt32) -> UInt32? {
    switch value {
    case 0x36: 0x431
    case 0x30: 0x43E
    case 0x33: 0x437
    case 0x34: 0x447
    case 0x31: 0x456
    default: nil
    }
  }
}
