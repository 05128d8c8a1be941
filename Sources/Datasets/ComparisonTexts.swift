/// Texts as they are compared with each other: words of small letters and digits.
///
/// Case and punctuation are gone, letters that are written three times or more are kept twice, and
/// Kazakh letters are those of the Russian keyboard, because people often have no other. All letters
/// lie in one array, so that a million utterances fit.
struct ComparisonTexts {
  /// The letters of all words, one after the other; those beyond 16 bits are cut to them.
  private var letters = [UInt16]()
  /// `wordEnds[word]` is where the word ends in `letters`.
  private var wordEnds = [Int]()
  /// `textEnds[text]` is where the text ends in `wordEnds`.
  private var textEnds = [Int]()

  init(_ texts: [String]) {
    textEnds.reserveCapacity(texts.count)
    for text in texts { append(text) }
  }

  var count: Int { textEnds.count }

  /// The numbers of the words of a text.
  func words(of text: Int) -> Range<Int> {
    (text == 0 ? 0 : textEnds[text - 1])..<textEnds[text]
  }

  func letters(of word: Int) -> ArraySlice<UInt16> {
    letters[start(of: word)..<wordEnds[word]]
  }

  func letterCount(of word: Int) -> Int {
    wordEnds[word] - start(of: word)
  }

  /// The letters of all words of a text, without the blanks between them.
  func compact(_ text: Int) -> ArraySlice<UInt16> {
    let words = words(of: text)
    return letters[start(of: words.lowerBound)..<start(of: words.upperBound)]
  }

  private func start(of word: Int) -> Int {
    word == 0 ? 0 : wordEnds[word - 1]
  }

  private mutating func append(_ text: String) {
    var start = letters.count
    for scalar in text.lowercased().unicodeScalars {
      if let letter = Self.letter(scalar) {
        let length = letters.count - start
        let isThird =
          length >= 2 && letters[letters.count - 1] == letter
          && letters[letters.count - 2] == letter && !Self.isDigit(letter)
        if !isThird { letters.append(letter) }
      } else if !Self.isInsideWord(scalar), letters.count > start {
        wordEnds.append(letters.count)
        start = letters.count
      }
    }
    if letters.count > start { wordEnds.append(letters.count) }
    textEnds.append(wordEnds.count)
  }

  private static func letter(_ scalar: UnicodeScalar) -> UInt16? {
    switch scalar {
    case "a"..."z", "0"..."9", "а"..."я": return UInt16(truncatingIfNeeded: scalar.value)
    case _ where scalar.isASCII: return nil
    default:
      if let fold = folds[scalar] { return UInt16(truncatingIfNeeded: fold.value) }
      let isLetter = scalar.properties.isAlphabetic || scalar.properties.numericType != nil
      return isLetter ? UInt16(truncatingIfNeeded: scalar.value) : nil
    }
  }

  private static func isDigit(_ letter: UInt16) -> Bool {
    (0x30...0x39).contains(letter)
  }

  /// Apostrophes, hyphens and combining marks do not end a word.
  private static func isInsideWord(_ scalar: UnicodeScalar) -> Bool {
    switch scalar {
    case "'", "’", "ʼ", "-", "\u{ad}", "\u{300}"..."\u{36f}", "\u{200b}"..."\u{200d}": true
    default: false
    }
  }

  private static let folds: [UnicodeScalar: UnicodeScalar] = [
    "ә": "а", "ғ": "г", "қ": "к", "ң": "н", "ө": "о", "ұ": "у", "ү": "у", "һ": "х", "і": "и",
    "ё": "е",
  ]
}

/// A 64-bit hash that is the same on every machine: multiply, then fold the high half down.
enum StableHash {
  static let start: UInt64 = 0xcbf2_9ce4_8422_2325

  @inline(__always)
  static func mix(_ hash: UInt64, _ value: UInt64) -> UInt64 {
    let product = (hash ^ value).multipliedFullWidth(by: 0x9e37_79b9_7f4a_7c15)
    return (product.high ^ product.low) &+ 0x2545_f491_4f6c_dd1d
  }

  static func of(_ letters: ArraySlice<UInt16>) -> UInt64 {
    letters.reduce(start) { mix($0, UInt64($1)) }
  }
}
