import Foundation
import Testing

@testable import Text

@Suite struct TextPipelineTests {
  let pipeline = TextPipeline()

  @Test(arguments: [
    ("How do I reset my password?", "how do i reset my password"),
    ("Қайырлы таң!", "қайырлы таң"),
    ("ИИН 990101300777", "иин <number>"),
    ("деканат,бухгалтерия.касса", "деканат бухгалтерия касса"),
    ("что-то", "что то"),
    ("", ""), ("   \t\n", ""), ("?!", ""), ("\u{0}\u{7}a\u{1B}b", "a b"),
  ])
  func `finds the words`(utterance: String, surfaces: String) {
    #expect(pipeline.tokens(in: utterance).surfaces.joined(separator: " ") == surfaces)
  }

  @Test func `gives the same tokens into used and new memory`() {
    var text = TokenizedText()
    for utterance in ["Сәлеметсіз бе 990101300777", "hi", "", "👍 рахмет ﬁne", "ghbdtn rfr ltkf"] {
      pipeline.tokenize(utterance, into: &text)
      #expect(text == pipeline.tokens(in: utterance))
    }
  }

  @Test(arguments: [
    "Студенттік порталдың құпия сөзін қалай қалпына келтіруге болады? +7 701 000 05 59",
    "I don't see my e-mail 5-те Kaspi-ден барма students", "👍 ghbdtn кiтап ½ № 12",
  ])
  func `ranges cover both views and stems are prefixes`(utterance: String) {
    let text = pipeline.tokens(in: utterance)
    var surface = 0
    var skeleton = 0
    for token in text.tokens {
      #expect(token.surface.lowerBound == surface && token.skeleton.lowerBound == skeleton)
      #expect(token.stemLength <= token.skeleton.count)
      surface = token.surface.upperBound
      skeleton = token.skeleton.upperBound
    }
    #expect(surface == text.surfaceScalars.count && skeleton == text.skeletonScalars.count)
  }

  @Test func `keeps at most the tokens and scalars it is told to`() {
    let many = Array(repeating: "сөз", count: 100).joined(separator: " ")
    #expect(pipeline.tokens(in: many).tokens.count == 64)
    var settings = TextSettings()
    settings.maximumTokens = 3
    #expect(TextPipeline(settings: settings).tokens(in: "барма барма барма").tokens.count == 3)
    #expect(pipeline.tokens(in: String(repeating: "ab", count: 500)).surfaceScalars.count == 64)
  }

  @Test(arguments: [
    "a", "ә", "1", "1 ", "-", "'", "a'", "@", "a@", "a.", "http://", "<", "<iin", "собака ", "(at)",
    "KZ12", "+(", "👍", "\u{301}", "и\u{306}", "\u{200B}", "1.", "ab-", "\u{10FFFF}", "ﷺ", "한",
  ])
  func `reads a long text in linear time`(piece: String) {
    let text = String(repeating: piece, count: 100_000 / piece.utf8.count)
    let clock = ContinuousClock()
    let took = clock.measure { _ = pipeline.tokens(in: text) }
    // A few milliseconds in an optimised build; a quadratic stage would take minutes.
    #expect(took < .seconds(5))
  }

  @Test func `reads invalid UTF-8`() {
    let bytes: [UInt8] = [0x68, 0x69, 0xFF, 0xC3, 0x28, 0xED, 0xA0, 0x80, 0x6F, 0x6B]
    let utterance = String(decoding: bytes, as: UTF8.self)
    #expect(pipeline.tokens(in: utterance).surfaces == ["hi", "ok"])
  }

  @Test func `each step can be switched off`() {
    func tokens(_ utterance: String, without step: WritableKeyPath<TextSettings, Bool>)
      -> TokenizedText
    {
      var settings = TextSettings.standard
      settings[keyPath: step] = false
      return TextPipeline(settings: settings).tokens(in: utterance)
    }
    #expect(tokens("кiтап", without: \.repairsHomoglyphs).surfaces == ["кiтап"])
    #expect(tokens("Құпия", without: \.foldsSkeleton).skeletons == ["құпия"])
    #expect(tokens("студенттер", without: \.stems).stems == ["studenter"])
    #expect(tokens("zoomға", without: \.splitsHyphenSuffixes).surfaces == ["zoomға"])
    #expect(tokens("барма", without: \.splitsParticles).surfaces == ["барма"])
    #expect(tokens("what's", without: \.splitsContractions).surfaces == ["what's"])
    #expect(tokens("ghbdtn", without: \.repairsKeyboardLayout).surfaces == ["ghbdtn"])
    #expect(tokens("салеем", without: \.collapsesRepeats).skeletons == ["saleem"])
    #expect(tokens("a@b.kz", without: \.classTokens).surfaces == ["a", "b", "kz"])
    #expect(tokens("да 👍", without: \.emojiTokens).surfaces == ["да"])
  }

  @Test func `settings survive JSON`() throws {
    var settings = TextSettings()
    settings.stems = false
    settings.maximumTokens = 7
    let data = try JSONEncoder().encode(settings)
    #expect(try JSONDecoder().decode(TextSettings.self, from: data) == settings)
  }
}
