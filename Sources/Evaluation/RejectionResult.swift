import IntentTypes

/// The two figures that papers report together, at a threshold that was chosen on validation data.
///
/// The two protocols answer different questions and their figures must not stand in one column.
public struct RejectionResult: Sendable, Equatable, Codable {
  /// Test utterances whose `outOfScopeScore` is above this are rejected.
  public let threshold: Double
  /// Share of the in-scope test utterances that are answered correctly; rejected ones are errors.
  public let inScopeAccuracy: Double?
  /// Share of the out-of-scope test utterances that are rejected.
  public let outOfScopeRecall: Double?

  /// The figures of `test` at `threshold`.
  public init(_ test: [EvaluatedUtterance], threshold: Double) {
    self.threshold = threshold
    inScopeAccuracy = share(of: test.filter(\.isInScope)) {
      $0.isCorrect && $0.ranking.outOfScopeScore <= threshold
    }
    outOfScopeRecall = share(of: test.filter { !$0.isInScope }) {
      $0.ranking.outOfScopeScore > threshold
    }
  }
}

/// Larson's protocol ("oos-threshold", Larson et al. 2019, doi:10.18653/v1/D19-1131): the threshold
/// with the highest accuracy over in-scope and out-of-scope validation utterances together; of equal
/// ones the highest, which answers most. Nil when either kind is missing in `validation`.
public func larsonProtocol(
  validation: [EvaluatedUtterance], test: [EvaluatedUtterance]
) -> RejectionResult? {
  guard validation.contains(where: \.isInScope), !validation.allSatisfy(\.isInScope) else {
    return nil
  }
  let points = AccuracyRejectionCurve(validation).points
  guard let best = points.map(\.jointAccuracy).max(),
    let point = points.last(where: { $0.jointAccuracy == best })
  else { return nil }
  return RejectionResult(test, threshold: point.threshold)
}

/// The fixed-rejection protocol: the lowest threshold that rejects at most `rejectedShare` of the
/// in-scope validation utterances. It needs no out-of-scope example; nil when `validation` has no
/// in-scope utterance.
public func fixedRejectionProtocol(
  validation: [EvaluatedUtterance], test: [EvaluatedUtterance], rejectedShare: Double = 0.05
) -> RejectionResult? {
  let inScope = validation.filter(\.isInScope)
  let points = AccuracyRejectionCurve(inScope).points
  guard let point = points.first(where: { ($0.inScopeRejected ?? 1) <= rejectedShare }) else {
    return nil
  }
  return RejectionResult(test, threshold: point.threshold)
}
