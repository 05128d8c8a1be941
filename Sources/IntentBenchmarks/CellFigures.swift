public import Evaluation
import IntentTypes

/// Everything that is measured on the test part of a cell.
public struct CellFigures: Codable, Sendable, Equatable {
  /// A figure with its 95 % bootstrap interval.
  public struct Estimate: Codable, Sendable, Equatable {
    public var value: Double?
    public var interval: ConfidenceInterval?
  }

  public var inScopeCount: Int
  public var accuracy: Estimate
  public var accuracyWithRejection: Estimate
  public var top3Accuracy: Double?
  public var macroF1: Estimate
  public var weightedF1: Double?
  public var outOfScope: OutOfScopeDetection
  public var larson: RejectionResult?
  public var fixedRejection: RejectionResult?
  public var rejectionCurve: [AccuracyRejectionCurve.Point]
  public var calibration: Calibration
  public var intents: [IntentScores]
  public var confusionMatrix: ConfusionMatrix
  public var languages: [BreakdownRow]
  public var scripts: [BreakdownRow]

  /// Draws of the bootstrap for figures that are no mean of single utterances.
  private static let resamples = 200
  /// Points of the curve that are kept for a drawing.
  private static let curvePoints = 101

  /// Measures `test`; `validation`, where there is one, gives the thresholds of the protocols.
  public init(_ test: [EvaluatedUtterance], validation: [EvaluatedUtterance]) {
    let inScope = test.filter(\.isInScope)
    inScopeCount = inScope.count
    accuracy = Estimate(
      value: Evaluation.accuracy(of: test),
      interval: bootstrapInterval(ofMean: inScope.map { $0.isCorrect ? 1 : 0 }))
    accuracyWithRejection = Estimate(
      value: Evaluation.accuracyWithRejection(of: test),
      interval: bootstrapInterval(ofMean: inScope.map { $0.isAnsweredCorrectly ? 1 : 0 }))
    top3Accuracy = Evaluation.accuracy(of: test, top: 3)
    let matrix = ConfusionMatrix(test)
    intents = intentScores(of: matrix)
    confusionMatrix = matrix
    macroF1 = Estimate(
      value: Evaluation.macroF1(of: test),
      interval: bootstrapInterval(of: inScope, resamples: Self.resamples) {
        Evaluation.macroF1(of: $0)
      })
    weightedF1 = Evaluation.weightedF1(of: test)
    outOfScope = OutOfScopeDetection(test)
    larson = larsonProtocol(validation: validation, test: test)
    fixedRejection = fixedRejectionProtocol(validation: validation, test: test)
    rejectionCurve = AccuracyRejectionCurve(test).thinned(to: Self.curvePoints)
    calibration = Calibration(test)
    languages = breakdownByLanguage(of: test)
    scripts = breakdownByScript(of: test)
  }
}
