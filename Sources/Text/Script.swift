/// Questions about the script of a text.
public enum Script: String, Sendable, Codable, CaseIterable {
  case cyrillic, latin, other

  /// Whether `value` is one of the nine lower-case letters that Kazakh has and Russian lacks.
  @inline(__always)
  static func isKazakhLetter(_ value: UInt32) -> Bool {
    switch value {
    case 0x4D9, 0x493, 0x49B, 0x4A3, 0x4E9, 0x4B1, 0x4AF, 0x4BB, 0x456: true
    default: false
    }
  }
}
