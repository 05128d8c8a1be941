import Testing
import Text

@Suite struct StemmingTests {
  let pipeline = TextPipeline()

  @Test(arguments: [
    ("студент студенттер студенттерге студенттің студентпін", "student"),
    ("кітап кітабы кітабын кітаптар", "kitap"),
    ("сабақ сабағы сабағын сабақта сабаққа", "sabak"),
    ("бағдарлама бағдарламасында бағдарламалар бағдарламаларына", "bagdarlama"),
    ("card cards", "card"), ("student students", "student"), ("book books booking", "bok"),
  ])
  func `forms of one word share a stem`(words: String, stem: String) {
    #expect(Set(pipeline.tokens(in: words).stems) == [stem])
  }

  @Test(arguments: [
    "туралы", "керек", "дейін", "қандай", "ҰБТ", "ЕНТ", "қыз", "this", "does", "5-те",
  ])
  func `short words, function words and abbreviations stay whole`(word: String) {
    let text = pipeline.tokens(in: word)
    #expect(text.stems == text.skeletons)
  }

  @Test func `a stem keeps three letters and a vowel`() {
    for word in ["елінде", "үйінде", "жерде", "схемасы", "өзінің", "банктен", "ing", "strings"] {
      let text = pipeline.tokens(in: word)
      #expect(text.stems.allSatisfy { $0.count >= 3 }, "\(text.stems)")
    }
  }
}
