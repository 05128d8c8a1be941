import PersonalData
import Testing

/// Numbers with valid check digits in every usual grouping, inside sentences of three languages: none
/// may stay open.
@Suite struct TypedNumbersTests {
  let masker = PersonalDataMasker()

  private static let sentences = [
    ("", ""), ("ИИН ", ""), ("мой номер ", ", что дальше?"), ("Сәлеметсіз бе, ", " осы менікі"),
    ("please check ", " for me"), ("напишите на ", "."), ("нөмірім: ", " рақмет"), ("(", ")"),
  ]
  private static let separators = [" ", "-", ".", "\u{A0}", " - ", "/", "_", "‑"]

  private func digits(_ count: Int, _ generator: inout SeededGenerator) -> String {
    (0..<count).map { _ in "\(Int.random(in: 0...9, using: &generator))" }.joined()
  }

  private func check(
    _ value: String, _ kind: PersonalDataKind, sourceLocation: SourceLocation = #_sourceLocation
  ) {
    for (before, after) in Self.sentences {
      let masked = masker.mask(before + value + after)
      #expect(masked.text == before + kind.mask + after, sourceLocation: sourceLocation)
    }
  }

  private func identificationNumber(_ generator: inout SeededGenerator) -> String {
    while true {
      let month = ["01", "04", "07", "10", "12"].randomElement(using: &generator) ?? "01"
      let text = "\(Int.random(in: 60...99, using: &generator))\(month)" + digits(7, &generator)
      let numbers = text.compactMap(\.wholeNumberValue)
      let sum = zip(numbers, 1...11).reduce(0) { $0 + $1.0 * $1.1 } % 11
      if sum < 10 { return text + "\(sum)" }
    }
  }

  @Test func `masks identification numbers however they are grouped`() {
    var generator = SeededGenerator(state: 5)
    let groupings = [
      [], [6], [6, 3], [6, 2, 2], [3, 3, 3], [2, 2, 2], [4, 4], [2, 2, 2, 2, 2],
    ]
    for _ in 0..<20 {
      let iin = identificationNumber(&generator)
      for lengths in groupings {
        for separator in Self.separators {
          let value = Sample.grouped(iin, lengths, by: separator)
          for (before, after) in Self.sentences {
            let text = before + value + after
            let masked = masker.mask(text).text
            let left = masked.count { $0.isNumber }
            #expect(left == 0, "\(text) -> \(masked)")
          }
        }
      }
    }
  }

  @Test func `masks phones however they are grouped`() {
    var generator = SeededGenerator(state: 6)
    let groupings = [[], [3], [3, 3], [3, 3, 2], [3, 2, 2], [3, 4], [3, 2, 3]]
    for _ in 0..<20 {
      let phone = "7" + digits(9, &generator)
      for prefix in ["+7", "8", "7", "+7 ", "8 ", "8-", "+7-", ""] {
        for lengths in groupings {
          for separator in Self.separators where separator != " - " || prefix != "" {
            let value = prefix + Sample.grouped(phone, lengths, by: separator)
            for (before, after) in Self.sentences {
              let masked = masker.mask(before + value + after).text
              let left = masked.count { $0.isNumber }
              #expect(left == 0, "\(before + value + after) -> \(masked)")
            }
          }
        }
        check(prefix + "(" + phone.prefix(3) + ") " + phone.dropFirst(3), .phone)
      }
    }
  }

  @Test func `masks cards and documents however they are grouped`() {
    var generator = SeededGenerator(state: 7)
    for card in Sample.cards {
      for separator in [" ", "-", ".", "\u{A0}", "  "] {
        check(Sample.grouped(card, [4, 4, 4], by: separator), .card)
      }
    }
    for _ in 0..<50 {
      let document = "0" + digits(8, &generator)
      for separator in ["", " ", "-", "."] {
        for lengths in [[3, 3], [2, 2, 2], [4]] {
          let text = "жеке куәлік " + Sample.grouped(document, lengths, by: separator)
          let masked = masker.mask(text).text
          let left = masked.count { $0.isNumber }
          #expect(left == 0, "\(text) -> \(masked)")
        }
      }
    }
  }
}
