/// The script that a text is written in.
public enum Script: String, Sendable, Codable, CaseIterable {
  case cyrillic, latin

  /// The script of most letters; nil for a text with letters of neither.
  public static func dominant(in text: String) -> Script? {
    var cyrillic = 0
    var latin = 0
    for scalar in text.unicodeScalars {
      let scalarClass = FoldTable.standard.entry(of: scalar.value).scalarClass
      if scalarClass.contains(.cyrillic) { cyrillic += 1 }
      if scalarClass.contains(.latin) { latin += 1 }
    }
    guard cyrillic + latin > 0 else { return nil }
    return cyrillic >= latin ? .cyrillic : .latin
  }

  /// Whether a letter stands in `text` that Kazakh has and Russian lacks.
  public static func hasKazakhLetters(_ text: String) -> Bool {
    text.unicodeScalars.contains { FoldTable.standard.entry(of: $0.value).isKazakhLetter }
  }

  /// Whether `value` is one of the nine lower-case letters that Kazakh has and Russian lacks.
  @inline(__always)
  static func isKazakhLetter(_ value: UInt32) -> Bool {
    switch value {
    case 0x4D9, 0x493, 0x49B, 0x4A3, 0x4E9, 0x4B1, 0x4AF, 0x4BB, 0x456: true
    default: false
    }
  }
}
