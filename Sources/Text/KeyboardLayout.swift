/// Words typed while the other keyboard layout was on: `ghbdtn` is `привет`, `руддщ` is `hello`.
///
/// The evidence is letter pairs: what was typed has to be very unlikely in its script, and what the
/// same keys give in the other script likely. All words of one script decide together, so that a
/// short word follows its neighbours.
struct KeyboardLayout: Sendable {
  private let latin = LetterPairs.latin
  private let cyrillic = LetterPairs.cyrillic
  /// Cyrillic letter of a key in U+0020...U+007F, and key of a letter in U+0430...U+04FF; 0: none.
  private let cyrillicOfKey: [UInt32]
  private let keyOfCyrillic: [UInt32]
  private let latinSavings: [Int8]
  private let cyrillicSavings: [Int8]

  /// Bits that the other layout has to save, in proportion up to eight letters, and the least bits a
  /// letter of what was typed. Measured: no repair in 50,241 English utterances (`text.md`).
  private static let leastSaving = 20
  private static let leastCostPerLetter = 2.5
  private static let leastLetters = 4
  /// A digit or a punctuation key inside a word is unusual, whatever the letters.
  private static let costOfKeyInWord = 3
  /// Nobody types English with punctuation inside a word.
  private static let costOfMarkInLatinWord = 9

  init() {
    // The Russian layout; the digits give the letters of the Kazakh one.
    let keys = "qwertyuiop[]asdfghjkl;'zxcvbnm,.`234589=0-"
    let letters = "йцукенгшщзхъфывапролджэячсмитьбюёәіңғүұһқө"
    var cyrillicOfKey = [UInt32](repeating: 0, count: 128)
    var keyOfCyrillic = [UInt32](repeating: 0, count: 0x100)
    for (key, letter) in zip(keys.unicodeScalars, letters.unicodeScalars) {
      cyrillicOfKey[Int(key.value)] = letter.value
      keyOfCyrillic[Int(letter.value) - 0x400] = key.value
    }
    self.cyrillicOfKey = cyrillicOfKey
    self.keyOfCyrillic = keyOfCyrillic
    latinSavings = latin.savings(over: cyrillic) { $0 < 128 ? cyrillicOfKey[Int($0)] : 0 }
    cyrillicSavings = cyrillic.savings(over: latin) { value in
      value >= 0x400 && value < 0x500 ? keyOfCyrillic[Int(value) - 0x400] : 0
    }
  }

  /// Rewrites the words of `scalars` that were typed with the other layout on. O(n).
  func repair(_ scalars: inout [UInt32], table: FoldTable, seen: ScalarClass) {
    if seen.contains(.latin), isMistyped(scalars, in: .latin, table: table) {
      replaceWords(in: &scalars, of: .latin, table: table)
    } else if seen.contains(.cyrillic), isMistyped(scalars, in: .cyrillic, table: table) {
      replaceWords(in: &scalars, of: .cyrillic, table: table)
    }
  }

  private func isMistyped(_ scalars: [UInt32], in script: ScalarClass, table: FoldTable) -> Bool {
    let pairs = script == .latin ? latin : cyrillic
    guard mayBeMistyped(scalars, in: script) else { return false }
    let otherPairs = script == .latin ? cyrillic : latin
    let costOfMark = script == .latin ? Self.costOfKeyInWord : Self.costOfMarkInLatinWord
    var letters = 0
    var typedCost = 0
    var otherCost = 0
    forEachWord(of: script, in: scalars, table: table) { word in
      let typed = cost(of: word, pairs, table: table, costOfKey: Self.costOfKeyInWord) {
        scalars[$0]
      }
      let other = cost(of: word, otherPairs, table: table, costOfKey: costOfMark) { position in
        key(of: table.entry(of: scalars[position]).lowercase, in: script)
      }
      letters += word.count
      typedCost += typed
      otherCost += other
    }
    return letters >= Self.leastLetters
      && Double(typedCost) >= Self.leastCostPerLetter * Double(letters)
      && typedCost - otherCost >= max(Self.leastSaving * min(letters, 8) / 8, letters)
  }

  /// One quick pass over all letters, one look-up a pair: most utterances are likelier as they stand.
  private func mayBeMistyped(_ scalars: [UInt32], in script: ScalarClass) -> Bool {
    let pairs = script == .latin ? latin : cyrillic
    let savings = script == .latin ? latinSavings : cyrillicSavings
    var saving = 0
    var previous = 0
    for value in scalars {
      let index = pairs.index(of: value)
      saving += Int(savings[previous << 6 | index])
      previous = index
    }
    return saving + Int(savings[previous << 6]) > 0
  }

  /// The bits of a word, `letter(at:)` giving its letters; other keys cost a constant.
  @inline(__always)
  private func cost(
    of word: Range<Int>, _ pairs: LetterPairs, table: FoldTable, costOfKey: Int,
    letter: (Int) -> UInt32
  ) -> Int {
    var cost = 0
    var previous = 0
    for position in word {
      let value = letter(position)
      let index = pairs.index(of: table.entry(of: value).lowercase)
      if index != 0 || previous != 0 { cost += pairs.cost(previous, index) }
      if index == 0, value != 0x2D, value != 0x27 { cost += costOfKey }
      previous = index
    }
    return previous == 0 ? cost : cost + pairs.cost(previous, 0)
  }

  private func replaceWords(in scalars: inout [UInt32], of script: ScalarClass, table: FoldTable) {
    var words: [Range<Int>] = []
    forEachWord(of: script, in: scalars, table: table) { words.append($0) }
    for position in words.joined() {
      scalars[position] = key(of: table.entry(of: scalars[position]).lowercase, in: script)
    }
  }

  /// What the key of `value` gives in the other layout; 0 where the key has no letter there.
  @inline(__always)
  private func key(of value: UInt32, in script: ScalarClass) -> UInt32 {
    if script == .latin { return value < 128 ? cyrillicOfKey[Int(value)] : 0 }
    return value >= 0x400 && value < 0x500 ? keyOfCyrillic[Int(value) - 0x400] : 0
  }

  /// Calls `body` with each run between blanks that has a letter of `script` and only keys that map,
  /// without the punctuation at its end.
  private func forEachWord(
    of script: ScalarClass, in scalars: [UInt32], table: FoldTable, _ body: (Range<Int>) -> Void
  ) {
    var position = 0
    while position < scalars.count {
      let start = position
      var letterEnd = start
      var maps = true
      var hasLowercase = false
      while position < scalars.count, scalars[position] != 0x20 {
        let entry = table.entry(of: scalars[position])
        if !entry.scalarClass.isDisjoint(with: script) {
          letterEnd = position + 1
          if entry.lowercase == scalars[position] { hasLowercase = true }
        }
        let isEndMark = [0x21, 0x3F, 0x2C, 0x2E].contains(scalars[position])
        if !isEndMark, key(of: entry.lowercase, in: script) == 0 { maps = false }
        position += 1
      }
      // Short words in capitals are abbreviations.
      if maps, letterEnd > start, hasLowercase || letterEnd - start > 5 {
        body(start..<wordEnd(scalars, start, letterEnd, position, script))
      }
      position += 1
    }
  }

  /// `,` and `.` are letters of the Russian layout; at a word's end they are taken for punctuation
  /// unless the word is likelier with them (`ktn,` no, `k.,k.` yes).
  private func wordEnd(
    _ scalars: [UInt32], _ start: Int, _ letterEnd: Int, _ end: Int, _ script: ScalarClass
  ) -> Int {
    guard script == .latin, letterEnd < end, letterEnd > start else { return letterEnd }
    let last = cyrillic.index(of: key(of: scalars[letterEnd - 1] | 0x20, in: script))
    let next = cyrillic.index(of: key(of: scalars[letterEnd], in: script))
    guard last != 0, next != 0 else { return letterEnd }
    let withMark = cyrillic.cost(last, next) + cyrillic.cost(next, 0)
    return withMark < cyrillic.cost(last, 0) ? letterEnd + 1 : letterEnd
  }
}
