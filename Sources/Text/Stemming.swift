/// Light stems: at most one suffix a layer is cut from a skeleton, longest first, and three letters
/// with a vowel stay. A stem is a prefix of its skeleton, its last letter repaired.
struct Stemming: Sendable {
  /// Person endings: `студентпін`, `келесіз`.
  private let person = SuffixSet(
    "min bin pin sin siz miz biz piz sindar sinder sizdar sizder")
  /// Third-person possessive with a case: `бағдарламасында`.
  private let possessiveCase = SuffixSet(
    "sindagi sindegi indagi indegi sinan sinen inan inen sinda sinde inda inde sinin inin simen"
      + " imen sina sine ina ine sin in")
  private let grammaticalCase = SuffixSet(
    "ndagi ndegi dagi degi tagi tegi nin din tin nan nen dan den tan ten nda nde da de ta te ga ge"
      + " ka ke na ne ni di ti menen men ben pen")
  private let possessive = SuffixSet("imiz iniz miz niz si im in i")
  private let plural = SuffixSet("lar ler dar der tar ter")
  private let russian = SuffixSet(
    "ka ki ku ke koi oi ei a i u e o iu ia ie oe ee aia iuiu ov ev om em am ah iam iah ami iami"
      + " ogo ego omu emu imi ih im it at et ut iut iat is es ite ete ila ala")
  private let english = SuffixSet("s es ed ing e ies ied")

  /// Never cut: function words whose end only looks like a suffix.
  private let exceptions: [UInt64]
  /// One bit a hash of an exception: most words need no search.
  private let exceptionBits: KeyFilter

  init() {
    exceptions =
      [
        "turali", "usin", "deiin", "dein", "keiin", "kein", "kerek", "kandai", "kalai", "kasan",
        "kaida", "kaidan", "mine", "siz", "biz", "nege", "neme", "nemese", "odan", "onda", "sonda",
        "mumkin", "birge", "engizu", "this", "does", "his", "these", "those", "there", "here",
        "some", "bing", "thing",
      ].map { Self.packed(Array($0.unicodeScalars.map(\.value)), 0..<$0.unicodeScalars.count) }
      .sorted()
    exceptionBits = KeyFilter(exceptions)
  }

  /// The stem's length and its last scalar, repaired.
  func stem(
    of word: [UInt32], _ range: Range<Int>, scripts: ScalarClass, hasKazakhLetter: Bool
  ) -> (length: Int, last: UInt32) {
    let whole = (length: range.count, last: word[range.upperBound - 1])
    guard range.count > 3, !isException(word, range) else { return whole }
    var length = kazakhStemLength(of: word, range, isCyrillic: scripts.contains(.cyrillic))
    if scripts.contains(.cyrillic), !hasKazakhLetter {
      length = min(length, range.count - russian.longestMatch(in: word, range, leaving: 3))
    } else if scripts == .latin {
      length = min(length, range.count - english.longestMatch(in: word, range, leaving: 3))
    }
    guard length < range.count,
      Self.hasVowel(word, range.lowerBound..<range.lowerBound + length)
    else { return whole }
    return (length, Self.repaired(word[range.lowerBound + length - 1]))
  }

  private func kazakhStemLength(of word: [UInt32], _ range: Range<Int>, isCyrillic: Bool) -> Int {
    let start = range.lowerBound
    var end = range.upperBound
    end -= fitting(person.longestMatch(in: word, start..<end, leaving: 3), in: word, end)
    let withPossessive = possessiveCase.longestMatch(in: word, start..<end, leaving: 3)
    let withoutPossessive = grammaticalCase.longestMatch(in: word, start..<end, leaving: 3)
    if withPossessive > withoutPossessive {
      end -= withPossessive
    } else {
      end -= fitting(withoutPossessive, in: word, end)
      if isCyrillic { end -= possessive.longestMatch(in: word, start..<end, leaving: 3) }
    }
    end -= fitting(plural.longestMatch(in: word, start..<end, leaving: 3), in: word, end)
    return end - start
  }

  /// How much of a suffix of `length` letters before `end` is to be cut, by the sound before it. After
  /// a vowel or a sonorant `t`, `k` and `p` are half of a collapsed pair and stay: `студенттер`,
  /// skeleton `studenter`, has the stem `student`. `b` follows only `m n z j`.
  private func fitting(_ length: Int, in word: [UInt32], _ end: Int) -> Int {
    guard length > 0 else { return 0 }
    let before = word[end - length - 1]
    switch word[end - length] {
    case 0x74, 0x6B, 0x70:
      switch before {
      case 0x61, 0x65, 0x69, 0x6F, 0x75, 0x6C, 0x6D, 0x6E, 0x72: return length - 1
      default: return length
      }
    case 0x62:
      switch before {
      case 0x6D, 0x6E, 0x7A, 0x6A: return length
      default: return 0
      }
    default: return length
    }
  }

  /// A stop that became voiced before a vowel: `кітаб-` -> `кітап`, `сабағ-` -> `сабақ`.
  private static func repaired(_ last: UInt32) -> UInt32 {
    switch last {
    case 0x62: 0x70
    case 0x67: 0x6B
    default: last
    }
  }

  private static func hasVowel(_ word: [UInt32], _ range: Range<Int>) -> Bool {
    range.contains { position in
      switch word[position] {
      case 0x61, 0x65, 0x69, 0x6F, 0x75: true
      default: false
      }
    }
  }

  @inline(__always)
  private func isException(_ word: [UInt32], _ range: Range<Int>) -> Bool {
    let packed = Self.packed(word, range)
    return exceptionBits.mayContain(packed) && exceptions.contains(packed)
  }

  /// Up to 12 letters of a word in one integer; longer words, which are no exceptions, give 0.
  private static func packed(_ word: [UInt32], _ range: Range<Int>) -> UInt64 {
    guard range.count <= 12 else { return 0 }
    var packed: UInt64 = 0
    for position in range { packed = packed << 5 | UInt64(word[position] & 31) }
    return packed
  }
}

/// A one-hash Bloom filter of 1,024 bits: no false "absent".
private struct KeyFilter: Sendable {
  private var words = [UInt64](repeating: 0, count: 16)

  init(_ keys: [UInt64]) {
    for key in keys {
      let bit = Self.bit(of: key)
      words[bit >> 6] |= 1 << UInt64(bit & 63)
    }
  }

  @inline(__always)
  func mayContain(_ key: UInt64) -> Bool {
    let bit = Self.bit(of: key)
    return words[bit >> 6] & (1 << UInt64(bit & 63)) != 0
  }

  /// The top bits of a product with an odd constant (2⁶⁴ over the golden ratio).
  @inline(__always)
  private static func bit(of key: UInt64) -> Int { Int((key &* 0x9E37_79B9_7F4A_7C15) >> 54) }
}
