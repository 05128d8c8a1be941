/// Cards, identification numbers, phones, document numbers, dates of birth and other long numbers.
enum NumberDetector {
  typealias Finding = (kind: PersonalDataKind, range: Range<Int>)

  static func ranges(in text: ScannedText) -> [Finding] {
    var found: [Finding] = []
    var position = 0
    while position < text.count {
      guard text.isDigit(position) else {
        position += 1
        continue
      }
      if let end = DateOfBirth.end(in: text, from: position) {
        found.append((.date, position..<end))
        position = end
        continue
      }
      if let end = DateOfBirth.dateEnd(in: text, from: position) {
        position = end
        continue
      }
      guard let groups = NumberGroups(in: text, at: position) else { break }
      append(groups, in: text, to: &found)
      position = groups.end
    }
    return found
  }

  /// The numbers in one chain of groups, from the left, the longest rule first; and what is left
  /// between them.
  private static func append(
    _ groups: NumberGroups, in text: ScannedText, to found: inout [Finding]
  ) {
    let all = 0..<groups.count
    if groups.digitCount(all) >= longLength, OrdinaryNumbers.make(groups, all, in: text) { return }
    // Before the phones: the beginning of one born in the seventies looks like theirs.
    let lengths = groups.lengths(all)
    if lengths[0] > 1, lengths[lengths.count - 1] > 1,
      CheckDigits.isIdentificationNumber(groups.digits(all))
    {
      found.append((.iin, withSigns(groups.range(all), in: text)))
      return
    }
    var first = 0
    var rest = 0
    while first < groups.count {
      if let (kind, last) = number(in: groups, from: first, text: text) {
        appendRest(of: groups, rest..<first, in: text, to: &found)
        found.append((kind, withSigns(groups.range(first..<last), in: text)))
        first = last
        rest = last
      } else {
        first += 1
      }
    }
    appendRest(of: groups, rest..<groups.count, in: text, to: &found)
  }

  /// Digits from which on a number has no place in a log, whatever it is.
  private static let longLength = 9

  /// Nine digits or more in an unusual grouping: an identification number or a phone at the end, by
  /// check digit and prefix; else a number, unless it is an ordinary one.
  private static func appendRest(
    of groups: NumberGroups, _ range: Range<Int>, in text: ScannedText, to found: inout [Finding]
  ) {
    var rest = range
    while groups.digitCount(rest) >= longLength, !OrdinaryNumbers.make(groups, rest, in: text) {
      if let start = start(ofNumberAtTheEndOf: rest, in: groups) {
        let number = start..<rest.upperBound
        let kind = groups.digitCount(number) == 12 ? PersonalDataKind.iin : .phone
        found.append((kind, withSigns(groups.range(number), in: text)))
        rest = rest.lowerBound..<start
      } else {
        if OrdinaryNumbers.areMarks(groups, rest, in: text) { return }
        found.append((.number, withSigns(groups.range(rest), in: text)))
        return
      }
    }
  }

  /// Where an identification number or a phone begins that ends with `range`: with it, if it can.
  private static func start(
    ofNumberAtTheEndOf range: Range<Int>, in groups: NumberGroups
  ) -> Int? {
    var start = range.upperBound
    var found: Int?
    while start > range.lowerBound, groups.digitCount(start - 1..<range.upperBound) <= 12 {
      start -= 1
      let digits = groups.digits(start..<range.upperBound)
      let isWhole = start == range.lowerBound
      if CheckDigits.isIdentificationNumber(digits) || isFullPhone(digits)
        || (isWhole && digits.count == 10 && digits.first == 7)
      {
        found = start
      }
    }
    return found
  }

  /// The kind of the number that begins with group `first`, and the group after its last.
  private static func number(
    in groups: NumberGroups, from first: Int, text: ScannedText
  ) -> (PersonalDataKind, Int)? {
    // Groups up to 19 digits, the longest number (a card); at most 19 groups.
    let last = (first + 1...min(groups.count, first + 19)).last {
      groups.digitCount(first..<$0) <= 19
    }
    let candidates = (first + 1..<(last ?? first) + 1).map { first..<$0 }
    if let card = candidates.last(where: { isCard(groups, $0, text) }) {
      return (.card, card.upperBound)
    }
    if let iin = candidates.first(where: { isIdentificationNumber(groups, $0, text) }) {
      return (.iin, iin.upperBound)
    }
    if let phone = candidates.last(where: { isPhone(groups, $0, text) }) {
      return (.phone, phone.upperBound)
    }
    if let document = candidates.last(where: { isDocument(groups, $0, text) }) {
      return (.document, document.upperBound)
    }
    let isLong = groups.digitCount(first..<first + 1) >= longLength
    return isLong ? (.number, first + 1) : nil
  }

  /// 16 digits in fours whatever the check digit; otherwise 13 to 19 in one piece or in groups.
  private static func isCard(
    _ groups: NumberGroups, _ range: Range<Int>, _ text: ScannedText
  ) -> Bool {
    let lengths = groups.lengths(range)
    if lengths == [4, 4, 4, 4], groups.areEvenlySeparated(range, in: text) {
      return !OrdinaryNumbers.areYears(groups, range)
    }
    guard (13...19).contains(groups.digitCount(range)),
      CheckDigits.isCardNumber(groups.digits(range))
    else { return false }
    return lengths.count == 1 || lengths == [4, 6, 5] || lengths.dropLast().allSatisfy { $0 == 4 }
  }

  /// 12 digits with a valid check digit, or with a keyword beside them.
  private static func isIdentificationNumber(
    _ groups: NumberGroups, _ range: Range<Int>, _ text: ScannedText
  ) -> Bool {
    guard groups.digitCount(range) == 12 else { return false }
    if Keywords.identification.stand(beside: groups.range(range), in: text) { return true }
    let lengths = groups.lengths(range)
    let isUsual = lengths == [12] || lengths == [6, 6] || lengths == [3, 3, 3, 3]
    return isUsual && CheckDigits.isIdentificationNumber(groups.digits(range))
  }

  private static func isPhone(
    _ groups: NumberGroups, _ range: Range<Int>, _ text: ScannedText
  ) -> Bool {
    let digits = groups.digits(range)
    let lengths = groups.lengths(range)
    guard let first = digits.first else { return false }
    if groups.groups[range.lowerBound].hasPlus { return (8...15).contains(digits.count) }
    switch digits.count {
    case 11: return isFullPhone(digits) && [1, 4, 11].contains(lengths[0])
    case 10: return first == 7 && lengths[0] >= 3
    case 6:
      let isUsual = lengths == [6] || lengths == [2, 2, 2] || lengths == [3, 3]
      // A part of a longer chain is no city number.
      return isUsual && range.count == groups.count
        && Keywords.phone.stand(before: groups.range(range).lowerBound, in: text)
    default: return false
    }
  }

  /// 11 digits of a Kazakh or Russian number: 7 or the trunk prefix 8, and then 7 or 9.
  private static func isFullPhone(_ digits: ArraySlice<Int>) -> Bool {
    guard digits.count == 11, let first = digits.first else { return false }
    let second = digits[digits.startIndex + 1]
    return (first == 7 || first == 8) && (second == 7 || second == 9)
  }

  /// Nine digits of an identity card with a keyword; seven to nine after a single letter (`N12345678`).
  private static func isDocument(
    _ groups: NumberGroups, _ range: Range<Int>, _ text: ScannedText
  ) -> Bool {
    let count = groups.digitCount(range)
    guard (7...9).contains(count) else { return false }
    let place = groups.range(range)
    guard range.count == 1 || groups.lengths(range) == [3, 3, 3] else { return false }
    if range.count == 1, letterStart(before: place.lowerBound, in: text) != nil { return true }
    return Keywords.document.stand(beside: place, in: text)
  }

  private static func letterStart(before position: Int, in text: ScannedText) -> Int? {
    text.isLetter(position - 1) && !text.isWordPart(position - 2) ? position - 1 : nil
  }

  /// A number with its `+`, its opening bracket and its letter (`+7`, `(701)`, `N12345678`).
  private static func withSigns(_ range: Range<Int>, in text: ScannedText) -> Range<Int> {
    var start = range.lowerBound
    if let letter = letterStart(before: start, in: text) { start = letter }
    if text[start - 1] == 0x2B { start -= 1 }
    let closing = range.filter { text[$0] == 0x29 }.count
    let isOpen = closing > range.filter { text[$0] == 0x28 }.count
    if isOpen, text[start - 1] == 0x28 { start -= 1 }
    if text[start - 1] == 0x2B { start -= 1 }
    return start..<range.upperBound
  }
}
