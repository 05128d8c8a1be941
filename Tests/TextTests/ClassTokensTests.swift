import Testing
import Text

@Suite struct ClassTokensTests {
  let pipeline = TextPipeline()

  @Test(arguments: [
    "990101300777", "990101 300777", "+7 (701) 000-05-59", "8 701 000 05 59", "4111-1111-1111-1111",
    "KZ86125KZT5004100100", "KZ86 125K ZT50 0410 0100", "КZ86125КZТ5004100100", "N12345678",
    "12345",
    "5 000 000", "27-30-45", "99О1О1300777", "<iin>", "<phone>", "<card>", "<iban>", "<document>",
    "<number>", "<IIN>", "<iin> <phone>", "DE89 3704 0044 0532 0130 00", "+7\u{A0}701\u{A0}0000559",
  ])
  func `long numbers and their masks are one token`(number: String) {
    for (before, after) in [("", ""), ("мой ", " что"), ("тел:", "."), ("(", ")")] {
      let surfaces = pipeline.tokens(in: before + number + after).surfaces
      #expect(surfaces == pipeline.tokens(in: before + "<number>" + after).surfaces, "\(surfaces)")
      #expect(surfaces.contains("<number>"))
    }
  }

  @Test(arguments: [
    "a.b@example.kz", "student1234567@example.kz", "name (at) example.kz", "name[at]example.kz",
    "d.sample собака example.com", "d.sample Собака example точка com", "<email>", "A@B.KZ",
  ])
  func `e-mail addresses and their mask are one token`(address: String) {
    #expect(pipeline.tokens(in: "пиши \(address), жду").surfaces == ["пиши", "<email>", "жду"])
  }

  @Test(arguments: [
    "https://portal.example.kz/login?a=1", "www.example.kz", "portal.example.kz", "HTTP://A.B",
    "<url>",
  ])
  func `links are one token`(link: String) {
    #expect(pipeline.tokens(in: "сайт \(link).").surfaces == ["сайт", "<url>"])
  }

  @Test(arguments: [
    ("15.04.2005", ["<date>"]), ("2005-04-15", ["<date>"]), ("15/4/05", ["<date>"]),
    ("<date>", ["<date>"]), ("<name>", ["<name>"]), ("<address>", ["<address>"]),
    ("2024-2025", ["2024", "2025"]), ("3.67", ["3", "67"]),
    ("9:00–18:00", ["9", "00", "18", "00"]),
    ("24/7", ["24", "7"]), ("101", ["101"]), ("5 000", ["5", "000"]),
    ("40.13.2005", ["40", "13", "2005"]),
    ("a < b > c", ["a", "b", "c"]), ("<foo>", ["foo"]), ("a@", ["a"]), ("@b.c", ["b", "c"]),
    ("да.нет", ["да", "нет"]),
  ])
  func `dates, short numbers and marks`(utterance: String, surfaces: [String]) {
    #expect(pipeline.tokens(in: utterance).surfaces == surfaces)
  }
}
