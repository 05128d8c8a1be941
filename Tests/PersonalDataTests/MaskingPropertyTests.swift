import PersonalData
import Testing
import Text

/// A small generator with a fixed seed (SplitMix64).
struct SeededGenerator: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}

@Suite struct MaskingPropertyTests {
  let masker = PersonalDataMasker()
  let pipeline = TextPipeline()

  private func digits(_ count: Int, _ generator: inout SeededGenerator) -> [Int] {
    (0..<count).map { _ in Int.random(in: 0...9, using: &generator) }
  }

  @Test func `masks every generated number with valid check digits`() {
    var generator = SeededGenerator(state: 1)
    for _ in 0..<500 {
      var card = [4] + digits(14, &generator)
      let doubled = card.reversed().enumerated().map { position, digit in
        position.isMultiple(of: 2) ? (digit * 2 > 9 ? digit * 2 - 9 : digit * 2) : digit
      }
      card.append((10 - doubled.reduce(0, +) % 10) % 10)
      #expect(masker.mask(card.map(String.init).joined()).text == "<card>")
      let iin = digits(11, &generator)
      let sum = zip(iin, 1...11).reduce(0) { $0 + $1.0 * $1.1 } % 11
      if sum < 10 {
        #expect(masker.mask((iin + [sum]).map(String.init).joined()).text == "<iin>")
      }
    }
  }

  @Test func `never leaves nine digits in a row`() {
    var generator = SeededGenerator(state: 2)
    for _ in 0..<500 {
      let length = Int.random(in: 9...40, using: &generator)
      let text = "код " + digits(length, &generator).map(String.init).joined() + "abc"
      let masked = masker.mask(text).text
      let hasDigit = masked.contains { $0.isNumber }
      #expect(!hasDigit, "\(text)")
    }
  }

  private static let pieces = [
    "990101300777", "8 701 000 05 59", "4111 1111 1111 1111", "KZ86125KZT5004100100", "a@b.kz", "5",
    "101", "27-30-45", "тел", "ИИН", "туған", "15.04.2005", "Анна", "Ивановна", "Серікқызы",
    "меня зовут", "ул.", "12", "кв. 34", "пәтер", "көшесі", "<iin>", "<name>", "-", "(", ")", "+7",
    "N", "083849218", "и", ",", ".", "собака", "example.kz", "паспорт", "O", "12345678",
  ]

  @Test func `masking masked text changes nothing`() {
    var generator = SeededGenerator(state: 3)
    for _ in 0..<3000 {
      let count = Int.random(in: 1...9, using: &generator)
      let text = (0..<count).map { _ in Self.pieces.randomElement(using: &generator) ?? "" }
        .joined(separator: Bool.random(using: &generator) ? " " : "")
      let once = masker.mask(text)
      let twice = masker.mask(once.text)
      #expect(twice.text == once.text, "\(text)")
      #expect(twice.findings.isEmpty, "\(text)")
      let ranges = once.findings.map(\.range)
      #expect(zip(ranges, ranges.dropFirst()).allSatisfy { $0.upperBound <= $1.lowerBound })
    }
  }

  private static let typed = [
    "990101300777", "8 701 000 05 59", "4111 1111 1111 1111", "KZ86 125K ZT50 0410 0100", "a@b.kz",
    "5", "101", "тел", "ИИН", "15.04.2005", "курс", "<iin>", "-", "(701)", "+7 701 000-05-59",
    "N12345678", "083849218", "и", ",", "name собака example.kz", "паспорт", "жылы", "2024-2025",
    "5 000 000 теңге", "<email>", "+7(701)000 05 59", "99О1О1300777", "KZ65722T555979711471",
  ]

  @Test func `masked and open text of random pieces give equal tokens`() {
    var generator = SeededGenerator(state: 4)
    for _ in 0..<3000 {
      let count = Int.random(in: 1...6, using: &generator)
      let text = (0..<count).map { _ in Self.typed.randomElement(using: &generator) ?? "" }
        .joined(separator: " ")
      let masked = masker.mask(text).text
      #expect(pipeline.tokens(in: text) == pipeline.tokens(in: masked), "\(text) -> \(masked)")
    }
  }

  @Test(arguments: [
    "9", "9 ", "a@", "@a.", "собака ", "KZ12", "Иван ", "ул. ", "(", "+7 ", "тел 1 ", "<", "кв. 1 ",
    "8 701 000 05 59 ", "\u{301}",
  ])
  func `reads a long text in linear time`(piece: String) {
    let text = String(repeating: piece, count: 100_000 / piece.utf8.count)
    let clock = ContinuousClock()
    let took = clock.measure { _ = masker.mask(text) }
    // About 0.1 s in an optimised build of a quadratic-free masker; quadratic ones take minutes.
    #expect(took < .seconds(10))
  }
}
