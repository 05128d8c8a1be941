import Foundation
import IntentTypes

/// One weight for each feature and intent: what nearest centroid and naive Bayes come down to.
struct IntentTable: Sendable {
  let intents: [Intent]
  /// `weights[feature * intents.count + intent]`, `[features, intents]`.
  var weights: [Float]
  /// `[intents]`.
  var biases: [Float]

  init(intents: [Intent], featureCount: Int) {
    self.intents = intents
    weights = [Float](repeating: 0, count: featureCount * intents.count)
    biases = [Float](repeating: 0, count: intents.count)
  }

  /// Adds the features of one example of intent number `label`.
  mutating func add(_ vector: SparseVector, label: Int) {
    for (feature, value) in zip(vector.indices, vector.values) {
      weights[Int(feature) * intents.count + label] += value
    }
  }

  /// Σ value · weight + bias, `[intents]`.
  func scores(of vector: SparseVector) -> [Float] {
    var scores = biases
    for (feature, value) in zip(vector.indices, vector.values) {
      let start = Int(feature) * intents.count
      for intent in scores.indices { scores[intent] += value * weights[start + intent] }
    }
    return scores
  }
}

/// A ranking from scores on any scale: the softmax of `sharpness · score`, and as out-of-scope score
/// what the best intent leaves (Hendrycks & Gimpel 2017, arXiv:1610.02136). Nothing is rejected.
func ranking(_ intents: [Intent], scores: [Float], sharpness: Float) -> IntentRanking {
  let largest = scores.max() ?? 0
  let powers = scores.map { exp(sharpness * ($0 - largest)) }
  let total = powers.reduce(0, +)
  let probabilities = powers.map { $0 / total }
  return IntentRanking(
    intents: intents, probabilities: probabilities,
    outOfScopeScore: 1 - Double(probabilities.max() ?? 0))
}
