import Testing
import Text

@Suite struct NormalizationTests {
  let pipeline = TextPipeline()

  @Test(arguments: [
    ("и\u{306} е\u{308}", "й ё"),
    ("ка\u{AD}федра сұ\u{200B}рақ\u{FEFF}", "кафедра сұрақ"),
    ("№5", "номер 5"), ("ｆｕｌｌ ﬁne", "full fine"), ("½", "1 2"), ("İstanbul", "istanbul"),
    ("КӘЗІР Ғ", "кәзір ғ"), ("a\u{A0}b\u{202F}c", "a b c"), ("«иә»—жоқ…", "иә жоқ"),
    ("ба\u{301}ланс", "баланс"), ("Straße ÉTÉ", "straße été"), ("١٢", "12"),
    ("Ελλάδα Αθήνα", "ελλαδα αθηνα"), ("日本語", "日本語"), ("שלום", "שלום"),
  ])
  func `normalizes scalars`(utterance: String, surfaces: String) {
    #expect(pipeline.tokens(in: utterance).surfaces.joined(separator: " ") == surfaces)
  }

  @Test(arguments: ["don't", "don’t", "donʼt", "don`t", "don´t", "don＇t"])
  func `every apostrophe is the same`(utterance: String) {
    let text = pipeline.tokens(in: utterance)
    #expect(text.surfaces == ["don't"])
    #expect(text.skeletons == ["dont"])
  }

  @Test(arguments: [
    ("5-те", "-"), ("5‐те", "2010"), ("5‑те", "2011"), ("5–те", "2013"), ("5−те", "2212"),
  ])
  func `every dash is the same`(utterance: String, code: String) {
    #expect(pipeline.tokens(in: utterance).tokens.map(\.kind) == [.number, .suffix], "\(code)")
  }

  @Test func `a private scalar cannot pose as a class token`() {
    #expect(pipeline.tokens(in: "a\u{100000}b").surfaces == ["ab"])
  }

  @Test(arguments: [
    ("рахмет 👍👍🏽", ["рахмет", "<emoji-good>"]), ("😡", ["<emoji-bad>"]),
    ("🙏🦄", ["<emoji-thanks>", "<emoji>"]), ("❤️", ["<emoji-good>"]), ("👨‍👩‍👧", ["<emoji>"]),
  ])
  func `emoji are a few classes`(utterance: String, surfaces: [String]) {
    #expect(pipeline.tokens(in: utterance).surfaces == surfaces)
  }
}
