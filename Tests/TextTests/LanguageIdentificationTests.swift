import Testing
import Text

@Suite struct LanguageIdentificationTests {
  let identifier = LanguageIdentifier()

  @Test(arguments: [
    ("Стипендия қашан түседі?", Language.kk), ("стипендия кашан туседи", .kk),
    ("stipendiya qashan tusedi", .kk), ("справканы қайдан аламын", .kk),
    ("справканы кайдан аламын", .kk),
    ("можно ма бүгін келуге", .kk), ("когда будет стипендия", .ru), ("Здравствуйте", .ru),
    ("как взять академ", .ru), ("how do i get a transcript", .en), ("hello", .en),
    ("GPA қалай есептеледі", .kk), ("как посчитать GPA", .ru), ("what is my GPA", .en),
    ("жатаканага калай орналасам", .kk), ("dedlain qashan", .kk), ("салем", .kk), ("рахмет", .kk),
  ])
  func `finds the language`(utterance: String, language: Language) {
    #expect(identifier.language(of: utterance) == language)
  }

  @Test(arguments: [
    "", "123", "👍", "GPA", "Moodle", "990101300777", "?", "справка", "сессия", "a@b.kz",
  ])
  func `is silent without evidence`(utterance: String) {
    #expect(identifier.language(of: utterance) == nil)
  }

  @Test func `scripts`() {
    #expect(Script.dominant(in: "сәлем wifi") == .cyrillic)
    #expect(Script.dominant(in: "salem қ") == .latin)
    #expect(Script.dominant(in: "123 👍") == nil)
    #expect(Script.hasKazakhLetters("ҚАЛАЙ"))
    #expect(!Script.hasKazakhLetters("калай"))
  }
}
