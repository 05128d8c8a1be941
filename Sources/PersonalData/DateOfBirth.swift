/// Dates in digits with a word for birth before them; other dates stay.
enum DateOfBirth {
  /// The end of the date of birth that starts at `start`; nil where none does.
  static func end(in text: ScannedText, from start: Int) -> Int? {
    guard let end = dateEnd(in: text, from: start) else { return nil }
    return Keywords.birth.stand(before: start, in: text) ? end : nil
  }

  /// The end of the full date, of birth or not, that starts at `start`: `15.04.2005`, `2005-04-15`.
  static func dateEnd(in text: ScannedText, from start: Int) -> Int? {
    guard !text.isDigit(start - 1), let first = digitsEnd(in: text, from: start) else { return nil }
    let separator = text[first]
    guard separator == 0x2E || separator == 0x2F || separator == 0x2D,
      let second = digitsEnd(in: text, from: first + 1), text[second] == separator,
      let third = digitsEnd(in: text, from: second + 1)
    else { return nil }
    let continues = text[third] == separator || text[third] == 0x2D
    guard !continues || !text.isDigit(third + 1) else { return nil }
    let groups = [start..<first, first + 1..<second, second + 1..<third]
    return isDate(groups, in: text, separator) ? third : nil
  }

  private static func isDate(
    _ groups: [Range<Int>], in text: ScannedText, _ separator: UInt32
  ) -> Bool {
    let numbers = groups.map { group in group.reduce(0) { $0 * 10 + Int(text[$1] - 0x30) } }
    guard groups[1].count <= 2, (1...12).contains(numbers[1]) else { return false }
    if groups[0].count == 4 {
      return (1900...2100).contains(numbers[0]) && groups[2].count <= 2
        && (1...31).contains(numbers[2])
    }
    guard groups[0].count <= 2, (1...31).contains(numbers[0]) else { return false }
    if groups[2].count == 4 { return (1900...2100).contains(numbers[2]) }
    return groups[2].count == 2 && separator != 0x2D
  }

  private static func digitsEnd(in text: ScannedText, from start: Int) -> Int? {
    var end = start
    while end - start < 5, text.isDigit(end) { end += 1 }
    return end > start && end - start <= 4 ? end : nil
  }
}
