import Testing
import Text

@Suite struct TextPipelineTests {
  let pipeline = TextPipeline()

  @Test(arguments: [
    ("How do I reset my password?", "hou do i reset mi pasuord"),
    ("Қайырлы таң", "kairli tan"),
    ("қазақша Қазақша kazaksha qazaqsha QAZAQŞA", "kazaksa kazaksa kazaksa kazaksa kazaksa"),
    ("жатақхана zhataqhana jataqhana", "jatahana jatahana jatahana"),
    ("салееем raqmettt", "salem rakmet"),
    ("ИИН 990101300777", "in <number>"),
  ])
  func `folds a word to its skeleton`(utterance: String, skeletons: String) {
    #expect(pipeline.tokens(in: utterance).skeletons.joined(separator: " ") == skeletons)
  }
}
