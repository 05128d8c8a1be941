/// Digits as people type a long number: groups with blanks, hyphens, brackets, `+` or a dot between
/// them.
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
    while text.isDigit(next) {
      end = appendGroup(in: text, from: next, hasPlus: hasPlus)
      var separator = end
      hasPlus = false
      while separator < end + 5, Self.isSeparator(text[separator]) {
        if text[separator] == 0x2B { hasPlus = true }
        separator += 1
      }
      if separator == end, text[separator] == 0x2E { separator += 1 }
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
    let gaps = range.dropFirst().map { index in
      (groups[index - 1].range.upperBound..<groups[index].range.lowerBound).map { text[$0] }
    }
    return gaps.allSatisfy { $0 == gaps.first }
  }

  /// Where groups `range` stand in the text.
  func range(_ range: Range<Int>) -> Range<Int> {
    groups[range.lowerBound].range.lowerBound..<groups[range.upperBound - 1].range.upperBound
  }

  /// A letter O between digits is a zero.
  private mutating func appendGroup(in text: ScannedText, from start: Int, hasPlus: Bool) -> Int {
    offsets.append(digits.count)
    var end = start
    while true {
      if text.isDigit(end) {
        digits.append(Int(text[end] - 0x30))
      } else if end > start, text[end] == 0x6F || text[end] == 0x43E, text.isDigit(end + 1) {
        digits.append(0)
      } else {
        break
      }
      end += 1
    }
    groups.append(Group(range: start..<end, hasPlus: hasPlus))
    return end
  }

  private static func isSeparator(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0x20, 0x2D, 0x28, 0x29, 0x2B: true
    default: false
    }
  }
}
