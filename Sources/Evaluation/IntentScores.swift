public import IntentTypes

/// Precision, recall and F1 of one intent over in-scope utterances, top intent, rejection ignored.
///
/// As scikit-learn's `precision_recall_fscore_support` with `zero_division=0`, but a figure that has
/// no utterance to rest on is nil here and counts as 0 in the averages.
public struct IntentScores: Sendable, Equatable, Codable {
  public let intent: Intent
  /// In-scope utterances whose right answer is this intent.
  public let support: Int
  /// Share of the predictions of this intent that are right; nil when it was never predicted.
  public let precision: Double?
  /// Share of its utterances that were found; nil when it has none.
  public let recall: Double?
  /// 2 · true positives / (2 · true positives + false positives + false negatives), 0...1.
  public let f1: Double
}

/// The scores of every intent that occurs as right answer or as prediction, ordered by name.
public func intentScores(of utterances: [EvaluatedUtterance]) -> [IntentScores] {
  intentScores(of: ConfusionMatrix(utterances))
}

/// `intentScores` from a confusion matrix that is already there.
public func intentScores(of matrix: ConfusionMatrix) -> [IntentScores] {
  matrix.intents.indices.map { place in
    let right = matrix.counts[place][place]
    let support = matrix.counts[place].reduce(0, +) + matrix.unpredicted[place]
    let predicted = matrix.counts.reduce(0) { $0 + $1[place] }
    return IntentScores(
      intent: matrix.intents[place], support: support,
      precision: quotient(right, predicted), recall: quotient(right, support),
      f1: quotient(2 * right, predicted + support) ?? 0)
  }
}

/// The mean of the intents' F1, each intent counting the same; nil without in-scope utterances.
public func macroF1(of utterances: [EvaluatedUtterance]) -> Double? {
  let scores = intentScores(of: utterances)
  return scores.isEmpty ? nil : scores.reduce(0) { $0 + $1.f1 } / Double(scores.count)
}

/// The mean of the intents' F1, each weighted by its utterances; nil without in-scope utterances.
public func weightedF1(of utterances: [EvaluatedUtterance]) -> Double? {
  let scores = intentScores(of: utterances)
  let total = scores.reduce(0) { $0 + $1.support }
  guard total > 0 else { return nil }
  return scores.reduce(0) { $0 + $1.f1 * Double($1.support) } / Double(total)
}
