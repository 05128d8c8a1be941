/// Dates in digits with a word for birth before them; other dates stay.
enum DateOfBirth {
  /// The end of the date of birth that starts at `start`; nil where none does.
  static func end(in text: ScannedText, from start: Int) -> Int? {
    guard !text.isWordPart(start - 1), let first = digitsEnd(in: text, from: start) else {
      return nil
    }
    let separator = text[first]
    guard separator == 0x2E || separator == 0x2F || separator == 0x2D,
      let second = digitsEnd(in: text, from: first + 1), text[second] == separator,
      let third = digitsEnd(in: text, from: second + 1), !text.isWordPart(third)
    else { return nil }
    let lengths = [first - start, second - first - 1, third - second - 1]
    guard lengths == [4, lengths[1], lengths[2]] || lengths[0] <= 2, lengths[1] <= 2,
      lengths[2] <= 2 || (lengths[2] == 4 && lengths[0] <= 2)
    else { return nil }
    let isBirth = Keywords.birth.stand(before: start, in: text)
    return isBirth ? third : nil
  }

  private static func digitsEnd(in text: ScannedText, from start: Int) -> Int? {
    var end = start
    while end - start < 5, text.isDigit(end) { end += 1 }
    return end > start && end - start <= 4 ? end : nil
  }
}
