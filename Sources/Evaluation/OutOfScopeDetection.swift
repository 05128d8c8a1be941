import IntentTypes

/// How well out-of-scope utterances are told apart; "positive" is out of scope.
///
/// Each figure is nil where the utterances it needs are absent.
public struct OutOfScopeDetection: Sendable, Equatable, Codable {
  /// Utterances labelled out of scope.
  public let count: Int
  /// Share of the out-of-scope utterances that the classifier's own rule rejects.
  public let recall: Double?
  /// Share of the rejected utterances that are out of scope.
  public let precision: Double?
  /// Harmonic mean of precision and recall.
  public let f1: Double?
  /// Area under the ROC curve of `outOfScopeScore`: how likely an out-of-scope utterance scores above
  /// an in-scope one, ties counting half (Hanley & McNeil 1982).
  public let auroc: Double?
  /// Area under the precision-recall curve as average precision, Σ (Rₙ - Rₙ₋₁) Pₙ.
  public let aupr: Double?
  /// Share of the in-scope utterances rejected at the highest threshold that finds at least 95 % of
  /// the out-of-scope ones (Hendrycks & Gimpel 2017, arXiv:1610.02136; Liang et al. 2018).
  public let fpr95: Double?

  public init(_ utterances: [EvaluatedUtterance]) {
    let outOfScope = utterances.filter { !$0.isInScope }
    count = outOfScope.count
    let found = outOfScope.count(where: \.ranking.isOutOfScope)
    let rejected = utterances.count(where: \.ranking.isOutOfScope)
    recall = quotient(found, outOfScope.count)
    precision = outOfScope.isEmpty ? nil : quotient(found, rejected)
    f1 = outOfScope.isEmpty ? nil : quotient(2 * found, outOfScope.count + rejected)
    let curve = DetectionCurve(
      positives: outOfScope.map(\.ranking.outOfScopeScore),
      negatives: utterances.filter(\.isInScope).map(\.ranking.outOfScopeScore))
    auroc = curve?.areaUnderROC
    aupr = curve?.averagePrecision
    fpr95 = curve?.falsePositiveRate(atTruePositiveRate: 0.95)
  }
}
