import Dialogue
import IntentTypes
import Testing
import Text

@Suite struct PolicyTests {
  private static let intents = ["a", "b", "c", "d", "greet"].map { Intent($0) }

  /// Confidences of a, b, c, d and greet, the number of content words, and what follows.
  @Test(arguments: [
    ([0.9, 0.05, 0.03, 0.01, 0.01], 3, ConfidencePolicy.Outcome.answer(Intent("a"))),
    ([0.61, 0.36, 0.01, 0.01, 0.01], 3, .answer(Intent("a"))),
    ([0.59, 0.36, 0.03, 0.01, 0.01], 3, .clarify([Intent("a"), Intent("b")])),
    ([0.5, 0.4, 0.05, 0.03, 0.02], 3, .clarify([Intent("a"), Intent("b"), Intent("c")])),
    ([0.5, 0.45, 0.03, 0.01, 0.01], 3, .clarify([Intent("a"), Intent("b")])),
    ([0.3, 0.3, 0.2, 0.15, 0.05], 3, .clarify([Intent("a"), Intent("b"), Intent("c")])),
    ([0.7, 0.2, 0.05, 0.03, 0.02], 1, .clarify([Intent("a"), Intent("b"), Intent("c")])),
    ([0.9, 0.05, 0.03, 0.01, 0.01], 1, .answer(Intent("a"))),
    ([0.34, 0.02, 0.02, 0.01, 0.61], 3, .answer(Intent("greet"))),
    ([0.5, 0.02, 0.02, 0.01, 0.45], 3, .fallback),
    ([0.7, 0.02, 0.02, 0.01, 0.25], 1, .answer(Intent("a"))),
    ([0.19, 0.18, 0.17, 0.16, 0.15], 3, .fallback),
  ])
  func `a ranking becomes an answer, a question or a fallback`(
    _ confidences: [Float], _ words: Int, _ outcome: ConfidencePolicy.Outcome
  ) {
    let ranking = IntentRanking(intents: Self.intents, probabilities: confidences)
    #expect(ConfidencePolicy().outcome(of: ranking, contentWords: words) == outcome)
  }

  @Test func `out of scope is a fallback, however confident`() {
    let ranking = IntentRanking(
      intents: Self.intents, probabilities: [1, 0, 0, 0, 0], outOfScopeScore: 0.9,
      isOutOfScope: true)
    #expect(ConfidencePolicy().outcome(of: ranking, contentWords: 3) == .fallback)
  }
}

@Suite struct DecisionTests {
  @Test func `decisions have the names of the interface`() {
    let a = Intent("a")
    let decisions: [Decision] = [
      .answer(a), .clarify([a]), .fallback, .handOff(.toolFailure), .feedback, .form, .request,
      .guide(a), .smallTalk(a), .language(.kk),
    ]
    #expect(
      decisions.map(\.name) == [
        "answer", "clarify", "fallback", "hand_off", "feedback", "form", "request", "guide",
        "small_talk", "language",
      ])
    #expect(
      HandOffReason.allCases.map(\.rawValue) == [
        "customer_request", "missing_knowledge", "unsupported_request", "policy_restriction",
        "tool_failure", "pending_clarification", "usage_limit",
      ])
  }

  @Test(arguments: [
    "/tuition_cost", "/yes", "/no", "/cancel", "/skip", "/callback", "/feedback", "/survey",
    "/delete_data", "/export_data", "/rate{\"value\":\"good\"}", "/rate{\"value\":\"3\"}",
    "/language{\"value\":\"kk\"}", "/guide{\"intent\":\"wifi_access\"}",
  ])
  func `a payload survives its spelling`(_ text: String) {
    #expect(Payload(text)?.description == text)
  }

  @Test(arguments: [
    "", "/", "tuition", "/Tuition", "/a b", "/rate{\"value\":\"9\"}", "/rate{}", "/a{\"b\":\"c\"}",
    "/language{\"value\":\"kz\"}", "/" + String(repeating: "a", count: 300),
  ])
  func `anything else is a text`(_ text: String) {
    #expect(Payload(text) == nil)
  }
}
