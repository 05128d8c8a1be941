import Evaluation
public import IntentTypes

/// What a trained model said to a list of utterances, and what it cost.
public struct ModelAnswers: Sendable {
  public var rankings: [IntentRanking]
  /// One an utterance; nil for those that were not asked by themselves.
  public var microseconds: [Double?]
  public var trainSeconds: Double
  public var modelBytes: Int?
  /// Of an outside program; our own models share the memory of the process that measures them.
  public var peakMemoryBytes: Int?
  public var versions: [String] = []
  /// Whether the rankings say themselves which utterances are rejected.
  public var rejects: Bool

  /// Share of the in-scope validation utterances that a rival without a rule of its own may reject.
  static let rejectedShare = 0.03

  /// The rankings for a part: `range` of the utterances that were asked.
  func evaluated(
    _ utterances: [LabeledUtterance], at range: Range<Int>
  ) -> [EvaluatedUtterance] {
    zip(utterances, rankings[range]).map {
      EvaluatedUtterance(utterance: $0, ranking: $1)
    }
  }

  /// Gives a rival that rejects nothing a threshold on its own out-of-scope score, by the
  /// fixed-rejection protocol on `validation`; without validation utterances it goes on rejecting nothing.
  mutating func fitThreshold(validation: [EvaluatedUtterance]) {
    guard !rejects,
      let fixed = fixedRejectionProtocol(
        validation: validation, test: [], rejectedShare: Self.rejectedShare)
    else { return }
    rankings = rankings.map { ranking in
      IntentRanking(
        intents: ranking.map(\.intent), probabilities: ranking.map { Float($0.confidence) },
        outOfScopeScore: ranking.outOfScopeScore,
        isOutOfScope: ranking.outOfScopeScore > fixed.threshold)
    }
    rejects = true
  }
}
