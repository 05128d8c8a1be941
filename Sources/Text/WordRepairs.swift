/// Repairs inside one word, and the places where a word falls into two tokens.
struct WordRepairs: Sendable {
  let table: FoldTable

  /// Kazakh case and possessive endings that follow a digit or a foreign name.
  private static let suffixes = scalarSet(
    """
    ға ге қа ке га ка на не да де та те нда нде ды ді ты ті ні ны нің ның дің дың тің тың дан ден тан \
    тен нан нен мен бен пен менен лар лер дар дер тар тер дағы дегі тағы тегі ші шы інші ншы нші ыншы \
    сы сі ым ім ің ың м ң і ы и ти ди ни нин дин тин нын дын тын лары лері дары дері мын мін пын пін \
    быз біз мыз міз лік лық дік дық тік тық
    """)

  /// Whether the lower-case scalars are a suffix that stands as its own token.
  func isSuffix(_ scalars: ArraySlice<UInt32>) -> Bool {
    guard scalars.count <= 4 else { return false }
    return Self.suffixes.contains(scalars.map { table.entry(of: $0).lowercase })
  }

  /// Gives a word of two scripts the letters of one, where all foreign letters are look-alikes, and
  /// turns digits into the letters they stand for. `classes` are those of the word.
  func repair(_ word: Range<Int>, classes: ScalarClass, in scalars: inout [UInt32]) {
    if classes.contains(.digit) { repairFirstDigit(word, in: &scalars) }
    guard classes.contains(.cyrillic), boundary(of: word, in: scalars) == nil else { return }
    if classes.contains(.latin) { repairLookAlikes(word, in: &scalars) }
    if classes.contains(.digit) { repairDigits(word, in: &scalars) }
  }

  private func repairLookAlikes(_ word: Range<Int>, in scalars: inout [UInt32]) {
    let latin = word.filter { table.entry(of: scalars[$0]).scalarClass == .latin }
    let cyrillic = word.filter { table.entry(of: scalars[$0]).scalarClass == .cyrillic }
    if latin.allSatisfy({ Homoglyphs.cyrillic(of: scalars[$0]) != nil }) {
      for position in latin {
        scalars[position] = Homoglyphs.cyrillic(of: scalars[position]) ?? scalars[position]
      }
    } else if cyrillic.allSatisfy({ Homoglyphs.latin(of: scalars[$0]) != nil }) {
      for position in cyrillic {
        scalars[position] = Homoglyphs.latin(of: scalars[position]) ?? scalars[position]
      }
    }
  }

  /// `4то`, `6ұл` and their like in Latin letters: a digit for the first letter, by a short list,
  /// since `4курс` and `4th` begin with a number.
  private func repairFirstDigit(_ word: Range<Int>, in scalars: inout [UInt32]) {
    let first = scalars[word.lowerBound]
    guard first == 0x34 || first == 0x36, let letter = Homoglyphs.letter(ofDigit: first) else {
      return
    }
    let rest = scalars[word].dropFirst().map { table.entry(of: $0).lowercase }
    let endings = first == 0x34 ? Self.afterFour : Self.afterSix
    if endings.contains(rest) { scalars[word.lowerBound] = letter }
  }

  private static let afterFour = scalarSet("то е ё его тобы to e ego toby")
  private static let afterSix = scalarSet("ұл ул ар ер ол yl ul ar er ol")

  private static func scalarSet(_ words: String) -> Set<[UInt32]> {
    Set(words.split(whereSeparator: \.isWhitespace).map { $0.unicodeScalars.map(\.value) })
  }

  /// A digit with two letters on each side stands for a letter.
  private func repairDigits(_ word: Range<Int>, in scalars: inout [UInt32]) {
    func isLetter(_ position: Int) -> Bool {
      word.contains(position) && table.entry(of: scalars[position]).scalarClass == .cyrillic
    }
    for position in word {
      guard let letter = Homoglyphs.letter(ofDigit: scalars[position]) else { continue }
      let around = [-2, -1, 1, 2].map { position + $0 }
      if around.allSatisfy(isLetter) { scalars[position] = letter }
    }
  }

  /// Where a word splits: digits before Cyrillic letters (`4курс`, `5те`), and a Latin name before a
  /// Kazakh ending (`zoomға`). nil for a word that stays whole.
  func boundary(of word: Range<Int>, in scalars: [UInt32]) -> Int? {
    let first = table.entry(of: scalars[word.lowerBound]).scalarClass
    guard first == .digit || first == .latin else { return nil }
    var boundary = word.lowerBound
    while boundary < word.upperBound, table.entry(of: scalars[boundary]).scalarClass == first {
      boundary += 1
    }
    guard boundary < word.upperBound else { return nil }
    let rest = scalars[boundary..<word.upperBound]
    guard rest.allSatisfy({ table.entry(of: $0).scalarClass == .cyrillic }) else { return nil }
    if first == .digit { return boundary }
    let isName = scalars[word.lowerBound..<boundary].contains { Homoglyphs.cyrillic(of: $0) == nil }
    return isName && isSuffix(rest) ? boundary : nil
  }
}
