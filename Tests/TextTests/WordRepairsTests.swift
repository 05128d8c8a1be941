import Testing
import Text

@Suite struct WordRepairsTests {
  let pipeline = TextPipeline()

  @Test(arguments: [
    ("кiтап cол нeгiзгi", "кітап сол негізгі"), ("Zооm", "zoom"), ("TОЛЕМ", "толем"),
    ("при3наки со6ака", "признаки собака"), ("4то 4e", "что чe"), ("6ұл", "бұл"),
    ("4th 4курс 401k 2nd", "4th 4 курс 401k 2nd"), ("covid19", "covid19"),
  ])
  func `repairs look-alikes and digits in words`(utterance: String, surfaces: String) {
    #expect(pipeline.tokens(in: utterance).surfaces.joined(separator: " ") == surfaces)
  }

  @Test(arguments: [
    ("5-те", ["5", "те"], [Token.Kind.number, .suffix]),
    ("Kaspi-ден", ["kaspi", "ден"], [.word, .suffix]),
    ("PDF-ті", ["pdf", "ті"], [.word, .suffix]),
    ("ЖСН-нің", ["жсн", "нің"], [.word, .suffix]),
    ("zoomға", ["zoom", "ға"], [.word, .suffix]),
    ("5те", ["5", "те"], [.number, .suffix]),
    ("990101300777-ні", ["<number>", "ні"], [.classToken, .suffix]),
    ("e-mail", ["email"], [.word]), ("wi-fi-ға", ["wifi", "ға"], [.word, .suffix]),
    ("офис-регистратор", ["офис", "регистратор"], [.word, .word]),
  ])
  func `splits suffixes after a hyphen`(utterance: String, surfaces: [String], kinds: [Token.Kind])
  {
    let text = pipeline.tokens(in: utterance)
    #expect(text.surfaces == surfaces)
    #expect(text.tokens.map(\.kind) == kinds)
  }

  @Test(arguments: [
    ("what's", ["what", "s"]), ("i'm", ["i", "m"]), ("they'll", ["they", "ll"]),
    ("don't", ["don't"]), ("o'clock", ["o'clock"]), ("'quoted'", ["quoted"]),
    ("qazaqstan'da", ["qazaqstan'da"]),
  ])
  func `splits the ends of English contractions`(utterance: String, surfaces: [String]) {
    #expect(pipeline.tokens(in: utterance).surfaces == surfaces)
  }

  @Test(arguments: [
    ("барма", ["бар", "ма"]), ("болама", ["бола", "ма"]), ("боладыма", ["болады", "ма"]),
    ("жоқпа", ["жоқ", "па"]), ("сәлеметсізбе", ["сәлеметсіз", "бе"]), ("аламба", ["алам", "ба"]),
    ("barma", ["bar", "ma"]), ("алма", ["алма"]), ("мекеме", ["мекеме"]), ("кеме", ["кеме"]),
    ("программа", ["программа"]), ("grandma", ["grandma"]), ("самба", ["самба"]),
  ])
  func `splits glued question particles where safe`(utterance: String, surfaces: [String]) {
    #expect(pipeline.tokens(in: utterance).surfaces == surfaces)
  }
}
