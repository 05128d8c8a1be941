import IntentBenchmarks
import IntentTypes
import Testing

@Suite struct LineProtocolTests {
  static let intents: Set<Intent> = [Intent("exam"), Intent("library hours")]

  func answer(_ output: String, expected: Int = 1) throws -> LineProtocol.Answer {
    try LineProtocol.answer(
      in: output, of: "svm", intents: Self.intents, expected: expected)
  }

  @Test func `a whole answer is read`() throws {
    let answer = try answer(
      """
      train_seconds\t1.5
      model_bytes\t2048
      version\tscikit-learn 1.9
      prediction\t12.5\t-\tlibrary hours\t0.75\texam\t0.25
      prediction\t-\t0.9\texam\t0.5

      """, expected: 2)
    #expect(answer.trainSeconds == 1.5 && answer.modelBytes == 2048)
    #expect(answer.versions == ["scikit-learn 1.9"])
    #expect(answer.microseconds == [12.5, nil])
    #expect(answer.rankings[0].map(\.intent.name) == ["library hours", "exam"])
    #expect(answer.rankings[0].outOfScopeScore == 0.25)
    #expect(answer.rankings[1].outOfScopeScore == 0.9)
  }

  @Test func `out of scope is no place in the ranking`() throws {
    let output = [
      "train_seconds\t1", "prediction\t1\t-\toos\t0.6\texam\t0.3",
      "prediction\t1\t0.2\toos\t0.6\texam\t0.3", "prediction\t1\t-\toos\t1",
    ].joined(separator: "\r\n")
    let answer = try LineProtocol.answer(
      in: output, of: "svm", intents: Self.intents.union([.outOfScope]), expected: 3)
    #expect(answer.rankings.map(\.outOfScopeScore) == [0.6, 0.2, 1])
    #expect(answer.rankings.map { $0.map(\.intent.name) } == [["exam"], ["exam"], []])
  }

  @Test(arguments: [
    ("hello", "output of svm, line 1: found hello; expected "),
    ("train_seconds\tsoon", "line 1: found 'soon'; expected seconds, 0.0..."),
    ("train_seconds\tnan", "found 'nan'"), ("train_seconds\t-1", "found '-1'"),
    ("train_seconds\t1\nprediction\t1\t-\tdorm\t1", "line 2: found the intent 'dorm'; expected"),
    ("train_seconds\t1\nprediction\t1\t-\texam\t2", "found '2'; expected a confidence"),
    ("train_seconds\t1\nprediction\t1\t-\texam\t1\tlibrary hours", "an intent without confidence"),
    ("train_seconds\t1\nprediction\t1\t-\texam\t.5\texam\t.5", "the intent 'exam' twice"),
    ("train_seconds\t1\nprediction\tx\t-\texam\t1", "found 'x'; expected microseconds"),
    ("prediction\t1\t-\texam\t1", "found no training time"),
    ("train_seconds\t1", "found 0 predictions; expected 1"),
    (
      "train_seconds\t1\nprediction\t1\t-\texam\t1\nprediction\t1\t-\texam\t1",
      "found 2 predictions"
    ),
    ("", "found no training time"),
  ])
  func `nonsense is named with its line`(output: String, message: String) {
    let error = #expect(throws: BenchmarkError.self) { try answer(output) }
    #expect(error?.description.contains(message) == true, "\(String(describing: error))")
  }

  @Test func `a record stays one line whatever the utterance holds`() {
    let utterance = LabeledUtterance(text: "when\tis\nthe exam\r\n?", intent: Intent("exam"))
    #expect(LineProtocol.trainFile([utterance]) == "exam\twhen is the exam  ?\n")
    #expect(LineProtocol.testFile([utterance, utterance]).split(separator: "\n").count == 2)
  }
}
