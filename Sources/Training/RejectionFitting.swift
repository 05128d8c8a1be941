import Foundation
import IntentClassification

/// What the rejection rule is fitted on: the scores of held-out utterances.
struct RejectionEvidence: Sendable {
  /// In-scope utterances, and whether the top intent was right.
  var inScope: [(scores: OutOfScopeScores, isCorrect: Bool)] = []
  /// Utterances labelled out of scope; may be empty.
  var outOfScope: [OutOfScopeScores] = []
}

/// Fits the rule: with enough out-of-scope examples a logistic regression over all scores, else the
/// entropy alone; then the threshold, so that at most `rejectedShare` of the in-scope utterances
/// that were answered correctly are rejected.
func fittedRejection(_ evidence: RejectionEvidence, rejectedShare: Double) -> RejectionRule {
  var rule =
    evidence.outOfScope.count >= minimumOutOfScopeExamples
    ? logisticRule(evidence) : entropyRule(evidence)
  let correct = evidence.inScope.filter(\.isCorrect).map { rule.score($0.scores) }.sorted()
  guard !correct.isEmpty else { return .none }
  let rejected = Int(Double(correct.count) * rejectedShare)
  rule.threshold = correct[max(0, correct.count - 1 - rejected)]
  return rule
}

/// Fewer examples than this would fit eleven weights to chance.
let minimumOutOfScopeExamples = 20

/// Entropy on a logistic scale: 0.5 at the median of the in-scope utterances plus two nats.
private func entropyRule(_ evidence: RejectionEvidence) -> RejectionRule {
  guard let place = OutOfScopeScores.names.firstIndex(of: "entropy") else { return .none }
  var weights = [Float](repeating: 0, count: OutOfScopeScores.count)
  weights[place] = 2
  return RejectionRule(weights: weights, bias: -3, threshold: 0.5)
}

/// Logistic regression with an L2 penalty on standardized scores, both classes with equal total
/// weight, by Newton's method (iteratively reweighted least squares).
private func logisticRule(_ evidence: RejectionEvidence) -> RejectionRule {
  let samples =
    evidence.inScope.map { ($0.scores.values.map(Double.init), 0.0) }
    + evidence.outOfScope.map { ($0.values.map(Double.init), 1.0) }
  let count = OutOfScopeScores.count
  let (means, deviations) = standardization(samples.map(\.0), count)
  let rows = samples.map { values, _ in
    (0..<count).map { (values[$0] - means[$0]) / deviations[$0] } + [1]
  }
  let labels = samples.map(\.1)
  let weights = labels.map {
    0.5 / Double($0 == 1 ? evidence.outOfScope.count : evidence.inScope.count)
  }
  let solution = logisticRegression(rows, labels, weights, penalty: 1e-4)
  var bias = solution[count]
  var final = [Float](repeating: 0, count: count)
  for j in 0..<count {
    final[j] = Float(solution[j] / deviations[j])
    bias -= solution[j] * means[j] / deviations[j]
  }
  return RejectionRule(weights: final, bias: Float(bias), threshold: 0.5)
}

/// Means and standard deviations of the columns; a constant column gets deviation 1.
private func standardization(_ rows: [[Double]], _ count: Int) -> (means: [Double], [Double]) {
  var means = [Double](repeating: 0, count: count)
  var deviations = [Double](repeating: 0, count: count)
  for row in rows { for j in 0..<count { means[j] += row[j] / Double(rows.count) } }
  for row in rows {
    for j in 0..<count {
      deviations[j] += (row[j] - means[j]) * (row[j] - means[j]) / Double(rows.count)
    }
  }
  return (means, deviations.map { $0 > 1e-12 ? $0.squareRoot() : 1 })
}
