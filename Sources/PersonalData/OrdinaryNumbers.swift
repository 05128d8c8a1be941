/// Chains of digit groups that are nobody's number: years, times and decimals, sums, lists.
enum OrdinaryNumbers {
  static func make(
    _ groups: NumberGroups, _ range: Range<Int>, in text: ScannedText
  ) -> Bool {
    guard !range.contains(where: { groups.groups[$0].hasPlus }) else { return false }
    return areYearsOrPairs(groups, range, text) || isList(groups, range, text)
      || areSums(groups, range, text) || isPreprint(groups, range, text)
  }

  static func areYears(_ groups: NumberGroups, _ range: Range<Int>) -> Bool {
    range.allSatisfy { isYear(groups, $0) }
  }

  /// Numbers of up to three digits with blanks between them, beside a word for marks or rooms.
  static func areMarks(_ groups: NumberGroups, _ range: Range<Int>, in text: ScannedText) -> Bool {
    groups.lengths(range).allSatisfy { $0 <= 3 }
      && range.dropFirst().allSatisfy { groups.gap(before: $0, in: text) == [0x20] }
      && Keywords.marks.stand(beside: groups.range(range), in: text)
  }

  private static func isYear(_ groups: NumberGroups, _ index: Int) -> Bool {
    guard groups.digitCount(index..<index + 1) == 4, let value = groups.value(index) else {
      return false
    }
    return (1900...2100).contains(value)
  }

  /// `2023 2024 2025`, `09.00-13.00 14.00-18.00`, `3.67 3.50`; one short number may stand beside them.
  private static func areYearsOrPairs(
    _ groups: NumberGroups, _ range: Range<Int>, _ text: ScannedText
  ) -> Bool {
    var index = range.lowerBound
    var short = 0
    while index < range.upperBound {
      if isYear(groups, index) {
        index += 1
      } else if isPair(groups, index, in: range, text) {
        index += 2
      } else if groups.digitCount(index..<index + 1) <= 2, short == 0 {
        short += 1
        index += 1
      } else {
        return false
      }
    }
    return short < range.count
  }

  /// Two groups of at most two digits with a dot, a slash or a hyphen between them and none behind.
  private static func isPair(
    _ groups: NumberGroups, _ index: Int, in range: Range<Int>, _ text: ScannedText
  ) -> Bool {
    guard index + 1 < range.upperBound,
      groups.lengths(index..<index + 2).allSatisfy({ $0 <= 2 })
    else { return false }
    let gap = groups.gap(before: index + 1, in: text)
    guard [[0x2E], [0x2F], [0x2D]].contains(gap) else { return false }
    return index + 2 == range.upperBound || groups.gap(before: index + 2, in: text) != gap
  }

  /// The name of a preprint on arXiv: `1607.01759`.
  private static func isPreprint(
    _ groups: NumberGroups, _ range: Range<Int>, _ text: ScannedText
  ) -> Bool {
    groups.lengths(range) == [4, 5] && groups.digits(range).first != 0
      && !Keywords.document.stand(beside: groups.range(range), in: text)
      && groups.gap(before: range.lowerBound + 1, in: text) == [0x2E]
  }

  /// Short numbers that rise by small steps: `7 8 9 10 11`, `101 102 103`.
  private static func isList(
    _ groups: NumberGroups, _ range: Range<Int>, _ text: ScannedText
  ) -> Bool {
    guard range.count >= 3, groups.lengths(range).allSatisfy({ $0 <= 3 }),
      groups.areEvenlySeparated(range, in: text)
    else { return false }
    let values = range.compactMap { groups.value($0) }
    return zip(values, values.dropFirst()).allSatisfy { (1...10).contains($1 - $0) }
  }

  /// Amounts in thousands, one or several with hyphens between them, in round numbers or before a word
  /// for money: `1 200 000 000`, `500 000-700 000`, `123 456 789 тенге`.
  private static func areSums(
    _ groups: NumberGroups, _ range: Range<Int>, _ text: ScannedText
  ) -> Bool {
    let place = groups.range(range)
    let isMoney = Keywords.money.follow(place.upperBound, in: text)
    var start = range.lowerBound
    var hasThousands = false
    for index in range {
      let isLast = index + 1 == range.upperBound
      guard isLast || groups.gap(before: index + 1, in: text).contains(0x2D) else { continue }
      let sum = start..<index + 1
      guard isAmount(groups, sum, text) else { return false }
      let zeros = sum.reversed().prefix { groups.value($0) == 0 }.count
      guard isMoney || sum.count == 1 || zeros >= max(1, sum.count - 2) else { return false }
      if sum.count > 1 { hasThousands = true }
      start = index + 1
    }
    return hasThousands && !Keywords.identification.stand(beside: place, in: text)
      && !Keywords.phone.stand(before: place.lowerBound, in: text)
      && !Keywords.document.stand(beside: place, in: text)
  }

  private static func isAmount(
    _ groups: NumberGroups, _ range: Range<Int>, _ text: ScannedText
  ) -> Bool {
    let lengths = groups.lengths(range)
    return lengths[0] <= 3 && lengths.dropFirst().allSatisfy { $0 == 3 }
      && groups.digits(range).first != 0 && groups.areEvenlySeparated(range, in: text)
  }
}
