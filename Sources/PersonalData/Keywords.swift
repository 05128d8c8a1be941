/// Words that tell what a number beside them is. They count within 20 characters, unless another
/// number or a mask stands between.
struct Keywords: Sendable {
  private let words: [[UInt32]]
  /// How far from a number a keyword may end, in characters.
  private static let reach = 20

  private init(_ words: String) {
    self.words = words.split(separator: " ").map { $0.unicodeScalars.map(\.value) }
  }

  /// A word ending in `_` has to stand alone; the others may be the beginning of a word.
  static let identification = Keywords("иин жсн бин_ бсн_ iin jsn_ zhsn_ bin_ ииным")
  static let phone = Keywords(
    "тел_ телефон тел. tel_ telefon phone нөмір номер_ звон хабарлас қоңырау whatsapp ватсап вацап")
  static let document = Keywords(
    """
    удостоверени уд.личности куәлі куали kuali паспорт төлқұжат толкужат passport pasport id_ \
    документ құжат
    """)
  static let birth = Keywords(
    "рожд родил туған тұған туылған туган дата_ др_ д.р birth born birthday dob_ tugan")

  static let marks = Keywords(
    """
    балл оценк бағалар ұпай упай score mark grade point кабинет аудитори ауд_ бөлме room группалар \
    топтар
    """)
  static let money = Keywords(
    "тенге теңге тг_ kzt tenge tg_ руб rub доллар dollar usd сом_ eur евро")

  /// Whether a keyword follows `position`, with nothing but a blank or a dot between; a sign of
  /// money counts too.
  func follow(_ position: Int, in text: ScannedText) -> Bool {
    var start = position
    while start < position + 2, text[start] == 0x20 || text[start] == 0x2E { start += 1 }
    let isSign = text[start] == 0x20B8 || text[start] == 0x24 || text[start] == 0x20AC
    return isSign || stands(at: start, in: text, before: text.count)
  }

  /// Whether a keyword stands before `position`.
  func stand(before position: Int, in text: ScannedText) -> Bool {
    var start = position
    while start > 0, position - start < Self.reach, !Self.isBarrier(text[start - 1]) { start -= 1 }
    // The whole first word counts.
    while start > 0, position - start < 2 * Self.reach, text.isLetter(start - 1) { start -= 1 }
    return contains(in: text, start..<position)
  }

  /// Whether a keyword stands before or after `range`.
  func stand(beside range: Range<Int>, in text: ScannedText) -> Bool {
    if stand(before: range.lowerBound, in: text) { return true }
    var end = range.upperBound
    while end < text.count, end - range.upperBound < Self.reach, !Self.isBarrier(text[end]) {
      end += 1
    }
    while end < text.count, end - range.upperBound < 2 * Self.reach, text.isLetter(end) { end += 1 }
    return contains(in: text, range.upperBound..<end)
  }

  private func contains(in text: ScannedText, _ range: Range<Int>) -> Bool {
    range.contains { stands(at: $0, in: text, before: range.upperBound) }
  }

  /// Whether a keyword begins at `start` and ends before `end`.
  private func stands(at start: Int, in text: ScannedText, before end: Int) -> Bool {
    guard text.isLetter(start), !text.isLetter(start - 1) else { return false }
    return words.contains { word in
      let standsAlone = word.last == 0x5F
      let length = standsAlone ? word.count - 1 : word.count
      guard start + length <= end, !standsAlone || !text.isLetter(start + length) else {
        return false
      }
      return (0..<length).allSatisfy { text[start + $0] == word[$0] }
    }
  }

  private static func isBarrier(_ scalar: UInt32) -> Bool {
    scalar == ScannedText.hidden || scalar == 0x0A || (0x30...0x39).contains(scalar)
  }
}
