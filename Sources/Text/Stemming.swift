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
  private let exceptions: Set<UInt64>

  init() {
    exceptions = Set(
      [
        "turali", "usin", "deiin", "dein", "keiin", "kein", "kerek", "kandai", "kalai", "kasan",
        "kaida", "kaidan", "mine", "siz", "biz", "nege", "neme", "nemese", "odan", "onda", "sonda",
        "mumkin", "birge", "engizu", "this", "does", "his", "these", "those", "there", "here",
        "some", "bing", "thing",
      ].map { Self.packed(Array($0.unicodeScalars.map(\.value)), 0..<$0.unicodeScalars.count) })
  }

  /// The stem's length and its last scalar, repaired.
  func stem(
    of word: [UInt32], _ range: Range<Int>, scripts: ScalarClass, hasKazakhLetter: Bool
  ) -> (length: Int, last: UInt32) {
    let whole = (length: range.count, last: word[range.upperBound - 1])
    guard range.count > 3, !exceptions.contains(Self.packed(word, range)) else { return whole }
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
    end -= person.longestMatch(in: word, start..<end, leaving: 3)
    let withPossessive = possessiveCase.longestMatch(in: word, start..<end, leaving: 3)
    let withoutPossessive = grammaticalCase.longestMatch(in: word, start..<end, leaving: 3)
    end -= max(withPossessive, withoutPossessive)
    if isCyrillic, withPossessive <= withoutPossessive {
      end -= possessive.longestMatch(in: word, start..<end, leaving: 3)
    }
    end -= plural.longestMatch(in: word, start..<end, leaving: 3)
    return end - start
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

  /// Up to 12 letters of a word in one integer; longer words, which are no exceptions, give 0.
  private static func packed(_ word: [UInt32], _ range: Range<Int>) -> UInt64 {
    guard range.count <= 12 else { return 0 }
    var packed: UInt64 = 0
    for position in range { packed = packed << 5 | UInt64(word[position] & 31) }
    return packed
  }
}
