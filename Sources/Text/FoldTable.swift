/// What the pipeline has to know about a scalar, in one look-up for U+0000...U+07FF (Latin, Greek,
/// Cyrillic with the Kazakh letters, Armenian, Hebrew, Arabic).
struct FoldTable: Sendable {
  /// A scalar's lower case, its skeleton (at most two scalars; 0 means none) and its class, in one
  /// integer.
  struct Entry: Sendable {
    /// Lower case in bits 0...20, skeleton in 21...36, second scalar in 37...44, class in 45...54, and
    /// in bit 55 whether it is a letter that Kazakh has and Russian lacks.
    private let bits: UInt64

    init(lowercase: UInt32, skeleton: [UInt16], scalarClass: ScalarClass, isKazakhLetter: Bool) {
      let first = UInt64(skeleton.first ?? 0)
      let second = UInt64(skeleton.count > 1 ? skeleton[1] : 0)
      bits =
        UInt64(lowercase) | first << 21 | second << 37 | UInt64(scalarClass.rawValue) << 45
        | (isKazakhLetter ? 1 << 55 : 0)
    }

    var lowercase: UInt32 { UInt32(truncatingIfNeeded: bits & 0x1F_FFFF) }
    var skeleton: UInt32 { UInt32(truncatingIfNeeded: bits >> 21 & 0xFFFF) }
    var secondSkeleton: UInt32 { UInt32(truncatingIfNeeded: bits >> 37 & 0xFF) }
    var scalarClass: ScalarClass {
      ScalarClass(rawValue: UInt16(truncatingIfNeeded: bits >> 45 & 0x3FF))
    }
    var isKazakhLetter: Bool { bits >> 55 & 1 != 0 }
  }

  /// The entries of U+0000...U+07FF.
  private let entries: [Entry]

  static let standard = FoldTable()

  private init() {
    entries = (0..<0x800).map { value in Self.entry(value) }
  }

  /// The entry of any scalar; those outside the table ask the Unicode properties.
  @inline(__always)
  func entry(of value: UInt32) -> Entry {
    value < 0x800 ? entries[Int(value)] : Self.rareEntry(of: value)
  }
}

/// The part a scalar plays in an utterance; the raw values are bits of one mask.
struct ScalarClass: OptionSet, Sendable {
  let rawValue: UInt16

  static let separator = ScalarClass(rawValue: 1)
  static let latin = ScalarClass(rawValue: 2)
  static let cyrillic = ScalarClass(rawValue: 4)
  static let otherLetter = ScalarClass(rawValue: 8)
  static let digit = ScalarClass(rawValue: 16)
  static let apostrophe = ScalarClass(rawValue: 32)
  static let hyphen = ScalarClass(rawValue: 64)
  /// `.`, `@`, `<`, `/` and `:`, which may belong to a class token.
  static let mark = ScalarClass(rawValue: 128)
  /// Has to go through NFKC, or is to be dropped.
  static let complex = ScalarClass(rawValue: 256)
  static let classToken = ScalarClass(rawValue: 512)

  static let letter: ScalarClass = [.latin, .cyrillic, .otherLetter]
  static let wordPart: ScalarClass = [.latin, .cyrillic, .otherLetter, .digit]
}

extension FoldTable {
  private static let cyrillicLetters = Array(
    "абвгдежзийклмнопрстуфхцчшщъыьэюяёәғқңөұүһі".unicodeScalars)
  /// One spelling for a Kazakh letter, its Russian substitute and its Latin form, letter by letter.
  private static let cyrillicSkeletons = [
    "a", "b", "v", "g", "d", "e", "j", "z", "i", "i", "k", "l", "m", "n", "o", "p", "r", "s", "t",
    "u", "f", "h", "c", "c", "s", "s", "", "i", "", "e", "iu", "ia", "e", "a", "g", "k", "n", "o",
    "u", "u", "h", "i",
  ]
  /// Latin-1 and Latin Extended-A from U+00C0: base letters; `*` stays itself.
  private static let latinBases = Array(
    ("aaaaaa*ceeeeiiii*nooooo*ouuuuy**aaaaaa*ceeeeiiii*nooooo*ouuuuy*y"
      + "aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiii**jjkkkllllllllll"
      + "nnnnnnnnnoooooo**rrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs").unicodeScalars)

  private static func entry(_ value: UInt32) -> Entry {
    guard let scalar = Unicode.Scalar(value) else { return plainEntry(value, .separator) }
    let lowercase = lowercase(of: scalar)
    return Entry(
      lowercase: lowercase, skeleton: skeleton(of: lowercase), scalarClass: scalarClass(of: scalar),
      isKazakhLetter: Script.isKazakhLetter(lowercase))
  }

  private static func plainEntry(_ value: UInt32, _ scalarClass: ScalarClass) -> Entry {
    Entry(lowercase: value, skeleton: [], scalarClass: scalarClass, isKazakhLetter: false)
  }

  /// `İ` has no single lower-case scalar and becomes `i`.
  private static func lowercase(of scalar: Unicode.Scalar) -> UInt32 {
    let mapping = scalar.properties.lowercaseMapping.unicodeScalars
    return mapping.first?.value ?? scalar.value
  }

  private static func skeleton(of lowercase: UInt32) -> [UInt16] {
    if let index = cyrillicLetters.firstIndex(where: { $0.value == lowercase }) {
      return cyrillicSkeletons[index].utf16.map { $0 }
    }
    if lowercase >= 0xC0, Int(lowercase) < 0xC0 + latinBases.count {
      let base = latinBases[Int(lowercase) - 0xC0]
      return skeleton(ofBase: base == "*" ? lowercase : base.value)
    }
    return skeleton(ofBase: lowercase)
  }

  private static func skeleton(ofBase value: UInt32) -> [UInt16] {
    switch Unicode.Scalar(value) {
    case "q": return Array("k".utf16)
    case "w": return Array("u".utf16)
    case "x": return Array("h".utf16)
    case "y", "ı": return Array("i".utf16)
    case "ŋ": return Array("n".utf16)
    case "ə": return Array("a".utf16)
    case "ǵ": return Array("g".utf16)
    case "æ": return Array("ae".utf16)
    case "ß": return Array("s".utf16)
    case "ѓ": return Array("g".utf16)
    case "ќ": return Array("k".utf16)
    case "ў": return Array("u".utf16)
    case "ї": return Array("i".utf16)
    case "ѝ": return Array("i".utf16)
    case "є": return Array("e".utf16)
    default: return value < 0x10000 ? [UInt16(value)] : []
    }
  }

  private static func scalarClass(of scalar: Unicode.Scalar) -> ScalarClass {
    switch scalar {
    case "0"..."9": return .digit
    case "a"..."z", "A"..."Z": return .latin
    case "'": return .apostrophe
    case "-": return .hyphen
    case ".", "@", "<", "/", ":", "[", "(": return .mark
    case "\u{0}"..."\u{7F}": return .separator
    case "«", "»", "¡", "¿", "§", "¶", "©", "®", "°", "·", "×", "÷", "±", "\u{A0}":
      return .separator
    case "À"..."ɏ" where hasNoCompatibilityForm(scalar): return .latin
    case "Ѐ"..."ԯ" where scalar.properties.isAlphabetic: return .cyrillic
    case "À"..."ɏ": return [.complex, .latin]
    default: return scalar.properties.isAlphabetic ? [.complex, .otherLetter] : .complex
    }
  }

  private static func hasNoCompatibilityForm(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "×", "÷", "Ĳ", "ĳ", "Ŀ", "ŀ", "ŉ", "ſ", "Ǆ"..."ǌ", "Ǳ"..."ǳ": return false
    default: return true
    }
  }

  /// A scalar after NFKC that is outside the table.
  private static func rareEntry(of value: UInt32) -> Entry {
    if value >= ClassToken.firstScalar { return plainEntry(value, .classToken) }
    let isLetter = Unicode.Scalar(value)?.properties.isAlphabetic ?? false
    return plainEntry(value, isLetter ? .otherLetter : .separator)
  }
}
