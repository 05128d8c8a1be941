/// E-mail addresses, also spelled out: `name (at) example.kz`, `name собака example точка kz`.
enum EmailDetector {
  private static let spelledAt = ["(at)", "[at]", "(собака)", "собака"].map(scalars(of:))
  private static let spelledDot = ["точка", "dot", "нүкте"].map(scalars(of:))
  /// The longest local part (RFC 5321).
  private static let longestLocalPart = 64

  private static func scalars(of text: String) -> [UInt32] { text.unicodeScalars.map(\.value) }

  static func ranges(in text: ScannedText) -> [(kind: PersonalDataKind, range: Range<Int>)] {
    var found: [(kind: PersonalDataKind, range: Range<Int>)] = []
    var position = 0
    while position < text.count {
      if let range = range(around: position, in: text, after: found.last?.range.upperBound ?? 0) {
        found.append((.email, range))
        position = range.upperBound
      } else {
        position += 1
      }
    }
    return found
  }

  /// The address whose `@`, plain or spelled, starts at `position`.
  private static func range(
    around position: Int, in text: ScannedText, after least: Int
  ) -> Range<Int>? {
    var localEnd = position
    let domainStart: Int
    switch text[position] {
    case 0x40:
      domainStart = position + 1
    case 0x28, 0x5B, 0x441:
      guard let start = self.domainStart(in: text, at: position) else { return nil }
      domainStart = start
      while localEnd > least, position - localEnd < 2, text[localEnd - 1] == 0x20 { localEnd -= 1 }
    default:
      return nil
    }
    var start = localEnd
    while start > least, localEnd - start < longestLocalPart, isLocalPart(text, start - 1) {
      start -= 1
    }
    guard start < localEnd, let end = domainEnd(in: text, from: domainStart) else { return nil }
    return start..<end
  }

  private static func domainStart(in text: ScannedText, at start: Int) -> Int? {
    for spelling in spelledAt where matches(spelling, in: text, at: start) {
      let end = start + spelling.count
      return text[end] == 0x20 ? end + 1 : end
    }
    return nil
  }

  /// The end of `label(.label)+`.
  private static func domainEnd(in text: ScannedText, from start: Int) -> Int? {
    var end = labelEnd(in: text, from: start)
    guard end > start else { return nil }
    var labels = 1
    while let next = labelStart(in: text, afterDotAt: end) {
      let nextEnd = labelEnd(in: text, from: next)
      if nextEnd == next { break }
      end = nextEnd
      labels += 1
    }
    return labels > 1 ? end : nil
  }

  private static func labelStart(in text: ScannedText, afterDotAt position: Int) -> Int? {
    if text[position] == 0x2E { return position + 1 }
    guard text[position] == 0x20 else { return nil }
    for spelling in spelledDot where matches(spelling, in: text, at: position + 1) {
      let end = position + 1 + spelling.count
      return text[end] == 0x20 ? end + 1 : nil
    }
    return nil
  }

  private static func labelEnd(in text: ScannedText, from start: Int) -> Int {
    var end = start
    while text[end] == 0x2D || text.isWordPart(end) { end += 1 }
    return end
  }

  private static func isLocalPart(_ text: ScannedText, _ position: Int) -> Bool {
    switch text[position] {
    case 0x2E, 0x5F, 0x2B, 0x2D: true
    default: text.isWordPart(position)
    }
  }

  private static func matches(_ spelling: [UInt32], in text: ScannedText, at start: Int) -> Bool {
    spelling.indices.allSatisfy { text[start + $0] == spelling[$0] }
  }
}
