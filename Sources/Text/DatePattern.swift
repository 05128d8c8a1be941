/// Full dates in digits: `15.04.2005`, `15/4/05`, `2005-04-15`.
enum DatePattern {
  /// The end of the date that starts at `start`; nil where none does, or more digits touch it.
  static func end(in scalars: [UInt32], at start: Int) -> Int? {
    guard isDigit(scalars, start), !isDigit(scalars, start - 1) else { return nil }
    let first = plainDigitsEnd(in: scalars, from: start)
    guard first - start <= 4, first < scalars.count else { return nil }
    let separator = scalars[first]
    guard separator == 0x2E || separator == 0x2F || separator == 0x2D else { return nil }
    let second = plainDigitsEnd(in: scalars, from: first + 1)
    guard (1...2).contains(second - first - 1), second < scalars.count,
      scalars[second] == separator
    else { return nil }
    let third = plainDigitsEnd(in: scalars, from: second + 1)
    let groups = [start..<first, first + 1..<second, second + 1..<third]
    let continues =
      third < scalars.count && (scalars[third] == separator || scalars[third] == 0x2D)
      && isDigit(scalars, third + 1)
    guard !continues, third > second + 1 else { return nil }
    return isDate(groups.map { number(scalars, $0) }, lengths: groups.map(\.count), separator)
      ? third : nil
  }

  private static func isDate(_ numbers: [Int], lengths: [Int], _ separator: UInt32) -> Bool {
    guard (1...12).contains(numbers[1]) else { return false }
    if lengths[0] == 4 {
      return (1900...2100).contains(numbers[0]) && lengths[2] <= 2 && (1...31).contains(numbers[2])
    }
    guard lengths[0] <= 2, (1...31).contains(numbers[0]) else { return false }
    return lengths[2] == 4
      ? (1900...2100).contains(numbers[2]) : lengths[2] == 2 && separator != 0x2D
  }

  /// The end of the digits from `start`; a letter O typed between digits counts as a zero.
  static func digitsEnd(in scalars: [UInt32], from start: Int) -> Int {
    var end = start
    while isDigit(scalars, end) || (end > start && isZeroLetter(scalars, end)) { end += 1 }
    return end
  }

  private static func plainDigitsEnd(in scalars: [UInt32], from start: Int) -> Int {
    var end = start
    while isDigit(scalars, end), end - start <= 4 { end += 1 }
    return end
  }

  private static func isZeroLetter(_ scalars: [UInt32], _ position: Int) -> Bool {
    guard position < scalars.count, isDigit(scalars, position + 1) else { return false }
    switch scalars[position] {
    case 0x4F, 0x6F, 0x41E, 0x43E: return true
    default: return false
    }
  }

  private static func isDigit(_ scalars: [UInt32], _ position: Int) -> Bool {
    guard scalars.indices.contains(position) else { return false }
    return scalars[position] >= 0x30 && scalars[position] <= 0x39
  }

  private static func number(_ scalars: [UInt32], _ range: Range<Int>) -> Int {
    scalars[range].reduce(0) { $0 * 10 + Int($1 - 0x30) }
  }
}
