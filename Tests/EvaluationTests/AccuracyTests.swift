import Evaluation
import IntentTypes
import Testing

@Suite struct AccuracyTests {
  let utterances = [
    example("exam", [0.1, 0.8, 0.1]),
    example("exam", [0.1, 0.8, 0.1], rejected: true),
    example("library", [0.5, 0.3, 0.2]),
    example("card_lost", [0.4, 0.5, 0.1]),
    example("oos", [0.9, 0.05, 0.05], rejected: true),
  ]

  @Test func `accuracy looks at in-scope utterances and ignores rejection`() {
    #expect(accuracy(of: utterances) == 0.5)
  }

  @Test func `a rejected utterance is an error where rejection counts`() {
    #expect(accuracyWithRejection(of: utterances) == 0.25)
  }

  @Test func `the right intent among the first two`() {
    #expect(accuracy(of: utterances, top: 2) == 0.75)
    #expect(accuracy(of: utterances, top: 3) == 1)
  }

  @Test func `an intent that the model does not know is an error`() {
    #expect(accuracy(of: [example("new_intent", [0.2, 0.3, 0.5])], top: 3) == 0)
  }

  @Test func `without in-scope utterances there is no accuracy`() {
    #expect(accuracy(of: []) == nil)
    #expect(accuracyWithRejection(of: [example("oos", [1, 0, 0])]) == nil)
  }
}
