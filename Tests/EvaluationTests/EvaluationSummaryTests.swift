import Evaluation
import IntentTypes
import Testing

@Suite struct EvaluationSummaryTests {
  @Test func `the line of JSON has the promised fields`() {
    let summary = EvaluationSummary(
      [
        example("exam", [0.25, 0.5, 0.25], outOfScope: 0.25),
        example("oos", [1, 0, 0], outOfScope: 0.75, rejected: true),
      ], latency: Latency(microseconds: [3, 1, 2]))
    #expect(
      summary.json == """
        {"utterances":2,"in_scope":{"count":1,"accuracy":1.0,"accuracy_with_rejection":1.0,\
        "macro_f1":1.0},"out_of_scope":{"count":1,"recall":1.0,"auroc":1.0,"fpr95":0.0},\
        "calibration":{"ece":0.5},"latency":{"median_microseconds":2.0,"p99_microseconds":2.98}}
        """)
  }

  @Test func `figures without data are null`() {
    #expect(
      EvaluationSummary([]).json == """
        {"utterances":0,"in_scope":{"count":0,"accuracy":null,"accuracy_with_rejection":null,\
        "macro_f1":null},"out_of_scope":{"count":0,"recall":null,"auroc":null,"fpr95":null},\
        "calibration":{"ece":null},"latency":{"median_microseconds":null,"p99_microseconds":null}}
        """)
  }
}
