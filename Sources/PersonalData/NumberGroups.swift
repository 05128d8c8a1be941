/// Digits as people type a long number: groups with blanks, hyphens, brackets, `+`, a dot, a slash or
/// an underscore between them.
struct NumberGroups {
  struct Group {
    var range: Range<Int>
    /// A `+` stands before the group.
    var hasPlus: Bool
  }

  private(set) var groups: [Group] = []
  /// All digits of all groups, and where each group starts in them.
  private(set) var digits: [Int] = []
  private(set) var offsets: [Int] = []
  private(set) var end: Int

  /// The groups that begin at `start`; nil where no digit starts there.
  init?(in text: ScannedText, at start: Int) {
    guard text.isDigit(start) else { return nil }
    end = start
    var next = start
    var hasPlus = text[start - 1] == 0x2B || (text[start - 1] == 0x28 && text[start - 2] == 0x2B)
    while text.isDigit(next) || Self.zeros(in: text, from: next, after: end) > 0 {
      end = appendGroup(in: text, from: next, hasPlus: hasPlus)
      var separator = end
      hasPlus = false
      while separator < end + 5, Self.isSeparator(text[separator]) {
        if text[separator] == 0x2B { hasPlus = true }
        separator += 1
      }
      if separator == end, Self.isMark(text[separator]) { separator += 1 }
      guard separator > end, DateOfBirth.dateEnd(in: text, from: separator) == nil else { break }
      next = separator
    }
    offsets.append(digits.count)
  }

  var count: Int { groups.count }

  /// The number of digits of groups `range`.
  func digitCount(_ range: Range<Int>) -> Int {
    offsets[range.upperBound] - offsets[range.lowerBound]
  }

  func digits(_ range: Range<Int>) -> ArraySlice<Int> {
    digits[offsets[range.lowerBound]..<offsets[range.upperBound]]
  }

  /// The lengths of groups `range`.
  func lengths(_ range: Range<Int>) -> [Int] { range.map { digitCount($0..<$0 + 1) } }

  /// Whether the same separator stands between all groups of `range`.
  func areEvenlySeparated(_ range: Range<Int>, in text: ScannedText) -> Bool {
    let gaps = range.dropFirst().map { gap(before: $0, in: text) }
    return gaps.allSatisfy { $0 == gaps.first }
  }

  /// What stands between group `index` and the one before it.
  func gap(before index: Int, in text: ScannedText) -> [UInt32] {
    (groups[index - 1].range.upperBound..<groups[index].range.lowerBound).map { text[$0] }
  }

  /// The number that group `index` is; nil for one longer than a year.
  func value(_ index: Int) -> Int? {
    let digits = digits(index..<index + 1)
    return digits.count > 4 ? nil : digits.reduce(0) { $0 * 10 + $1 }
  }

  /// Where groups `range` stand in the text.
  func range(_ range: Range<Int>) -> Range<Int> {
    groups[range.lowerBound].range.lowerBound..<groups[range.upperBound - 1].range.upperBound
  }

  /// Letters O between digits are zeros.
  private mutating func appendGroup(in text: ScannedText, from start: Int, hasPlus: Bool) -> Int {
    offsets.append(digits.count)
    var end = start
    while true {
      if text.isDigit(end) {
        digits.append(Int(text[end] - 0x30))
        end += 1
        continue
      }
      let zeros = Self.zeros(in: text, from: end, after: start - 1)
      if zeros == 0 { break }
      digits += Array(repeating: 0, count: zeros)
      end += zeros
    }
    groups.append(Group(range: start..<end, hasPlus: hasPlus))
    return end
  }

  /// How many letters O from `position` on stand for zeros: those with a digit behind them, and two to
  /// four that are a group of their own. `start` is where the number or its next separator begins.
  private static func zeros(in text: ScannedText, from position: Int, after start: Int) -> Int {
    guard position > start else { return 0 }
    var end = position
    while end < position + 5, text[end] == 0x6F || text[end] == 0x43E { end += 1 }
    if text.isDigit(end), end - position < 5 { return end - position }
    let isGroup = (2...4).contains(end - position) && !text.isLetter(end)
    return isGroup && !text.isWordPart(position - 1) ? end - position : 0
  }

  private static func isSeparator(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0x20, 0x2D, 0x28, 0x29, 0x2B: true
    default: false
    }
  }

  /// Separators that stand between two groups on their own, without blanks.
  private static func isMark(_ scalar: UInt32) -> Bool {
    scalar == 0x2E || scalar == 0x2F || scalar == 0x5F
  }
}
