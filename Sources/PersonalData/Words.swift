/// A word of a scanned text: letters, or digits with letters behind them (`12а`).
struct Word {
  let range: Range<Int>
  /// Lower-case scalar values: sets of strings would normalize them first.
  let text: [UInt32]
  let isCapitalized: Bool
  /// The second letter is a capital too: an abbreviation, or a whole text in capitals.
  let isUppercase: Bool
  let isNumber: Bool
}

/// `words`, separated by blanks, as the scalar values of words.
func scalarWords(_ words: String) -> Set<[UInt32]> {
  Set(words.split(whereSeparator: \.isWhitespace).map { $0.unicodeScalars.map(\.value) })
}

extension ScannedText {
  /// The words in order; a hyphen or an apostrophe between letters belongs to its word.
  func words() -> [Word] {
    var words: [Word] = []
    var position = 0
    while position < count {
      guard isWordPart(position) else {
        position += 1
        continue
      }
      let start = position
      while isWordPart(position) || joinsLetters(position) { position += 1 }
      // Longer than any name: not worth keeping.
      let kept = start..<min(position, start + 40)
      words.append(
        Word(
          range: start..<position, text: Array(scalars[kept]), isCapitalized: isCapital[start],
          isUppercase: position > start + 1 && isCapital[start + 1], isNumber: isDigit(start)))
    }
    return words
  }

  private func joinsLetters(_ position: Int) -> Bool {
    switch self[position] {
    case 0x27, 0x2019, 0x2D: isLetter(position - 1) && isLetter(position + 1)
    default: false
    }
  }

  /// Whether only blanks, commas and dots stand between two words, at most three of them.
  func isGap(_ range: Range<Int>) -> Bool {
    range.count <= 3 && range.allSatisfy { [0x20, 0x2C, 0x2E, 0x2D].contains(self[$0]) }
  }
}
