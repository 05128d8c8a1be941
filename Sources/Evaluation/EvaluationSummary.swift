/// The few figures that `train-intents evaluate` prints.
public struct EvaluationSummary: Sendable, Equatable {
  public var utterances: Int
  public var inScopeCount: Int
  /// Top-1 over in-scope utterances, rejection ignored, 0...1.
  public var accuracy: Double?
  /// The same, a rejected utterance counting as an error.
  public var accuracyWithRejection: Double?
  public var macroF1: Double?
  public var outOfScopeCount: Int
  public var outOfScopeRecall: Double?
  public var auroc: Double?
  public var fpr95: Double?
  /// Expected calibration error, 15 bins.
  public var expectedCalibrationError: Double?
  public var latency: Latency?

  /// The figures of `evaluated`; `latency` is measured by the caller.
  public init(_ evaluated: [EvaluatedUtterance], latency: Latency? = nil) {
    let detection = OutOfScopeDetection(evaluated)
    utterances = evaluated.count
    inScopeCount = evaluated.count - detection.count
    accuracy = Evaluation.accuracy(of: evaluated)
    accuracyWithRejection = Evaluation.accuracyWithRejection(of: evaluated)
    macroF1 = Evaluation.macroF1(of: evaluated)
    outOfScopeCount = detection.count
    outOfScopeRecall = detection.recall
    auroc = detection.auroc
    fpr95 = detection.fpr95
    expectedCalibrationError = Calibration(evaluated).expectedError
    self.latency = latency
  }

  /// One line of JSON; a figure without data is `null`:
  /// `{"utterances","in_scope":{"count","accuracy","accuracy_with_rejection","macro_f1"},`
  /// `"out_of_scope":{"count","recall","auroc","fpr95"},"calibration":{"ece"},`
  /// `"latency":{"median_microseconds","p99_microseconds"}}`.
  public var json: String {
    """
    {"utterances":\(utterances),\
    "in_scope":{"count":\(inScopeCount),"accuracy":\(number(accuracy)),\
    "accuracy_with_rejection":\(number(accuracyWithRejection)),"macro_f1":\(number(macroF1))},\
    "out_of_scope":{"count":\(outOfScopeCount),"recall":\(number(outOfScopeRecall)),\
    "auroc":\(number(auroc)),"fpr95":\(number(fpr95))},\
    "calibration":{"ece":\(number(expectedCalibrationError))},\
    "latency":{"median_microseconds":\(number(latency?.medianMicroseconds)),\
    "p99_microseconds":\(number(latency?.p99Microseconds))}}
    """
  }

  /// A JSON number, shortest form that reads back the same; `null` for nil.
  private func number(_ value: Double?) -> String {
    value.map { "\($0)" } ?? "null"
  }
}
