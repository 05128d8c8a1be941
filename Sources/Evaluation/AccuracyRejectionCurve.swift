import IntentTypes

/// What every threshold on `outOfScopeScore` would give: the whole trade between answering and
/// rejecting (Nadeem, Zucker & Hanczar 2009, PMLR 8).
public struct AccuracyRejectionCurve: Sendable, Equatable, Codable {
  /// One threshold: utterances that score above it are rejected.
  public struct Point: Sendable, Equatable, Codable {
    public let threshold: Double
    /// Share of the in-scope utterances that are rejected.
    public let inScopeRejected: Double?
    /// Share of the in-scope utterances that are answered correctly; a rejected one is an error.
    public let accuracyWithRejection: Double?
    /// Share of the answered utterances that are answered correctly; an out-of-scope one never is.
    /// Nil when all are rejected.
    public let accuracyOfAnswered: Double?
    /// Share of the out-of-scope utterances that are rejected.
    public let outOfScopeRecall: Double?
    /// Share of all utterances treated rightly: answered correctly, or out of scope and rejected.
    public let jointAccuracy: Double
  }

  /// By rising threshold: the first rejects everything (its threshold is just below the least
  /// score), the last nothing. Empty without utterances.
  public let points: [Point]

  public init(_ utterances: [EvaluatedUtterance]) {
    let sorted = utterances.sorted { $0.ranking.outOfScopeScore < $1.ranking.outOfScopeScore }
    guard let least = sorted.first?.ranking.outOfScopeScore else {
      points = []
      return
    }
    var tally = Tally(utterances)
    var points = [tally.point(threshold: least.nextDown)]
    for (k, evaluated) in sorted.enumerated() {
      tally.answer(evaluated)
      let score = evaluated.ranking.outOfScopeScore
      if k + 1 == sorted.count || sorted[k + 1].ranking.outOfScopeScore != score {
        points.append(tally.point(threshold: score))
      }
    }
    self.points = points
  }

  /// At most `count` points, evenly spread, the first and the last among them: for a drawing.
  public func thinned(to count: Int) -> [Point] {
    guard points.count > count, count > 1 else { return points }
    return (0..<count).map { points[$0 * (points.count - 1) / (count - 1)] }
  }

  /// Counts while one utterance after the other passes from rejected to answered.
  private struct Tally {
    let inScope: Int
    let outOfScope: Int
    var answeredInScope = 0
    var answeredOutOfScope = 0
    var correct = 0

    init(_ utterances: [EvaluatedUtterance]) {
      inScope = utterances.count(where: \.isInScope)
      outOfScope = utterances.count - inScope
    }

    mutating func answer(_ evaluated: EvaluatedUtterance) {
      if evaluated.isInScope {
        answeredInScope += 1
        if evaluated.isCorrect { correct += 1 }
      } else {
        answeredOutOfScope += 1
      }
    }

    func point(threshold: Double) -> Point {
      let rightlyRejected = outOfScope - answeredOutOfScope
      return Point(
        threshold: threshold,
        inScopeRejected: quotient(inScope - answeredInScope, inScope),
        accuracyWithRejection: quotient(correct, inScope),
        accuracyOfAnswered: quotient(correct, answeredInScope + answeredOutOfScope),
        outOfScopeRecall: quotient(rightlyRejected, outOfScope),
        jointAccuracy: Double(correct + rightlyRejected) / Double(inScope + outOfScope))
    }
  }
}
