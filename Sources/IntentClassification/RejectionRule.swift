import Foundation

/// When an utterance counts as out of scope: a logistic function of its scores against a threshold.
public struct RejectionRule: Codable, Sendable, Equatable {
  /// One weight a score of `OutOfScopeScores.names`; scores that take no part have 0.
  public var weights: [Float]
  public var bias: Float
  /// An utterance is rejected when its score, a probability in 0...1, is above this.
  public var threshold: Double

  public init(weights: [Float], bias: Float, threshold: Double) {
    precondition(weights.count == OutOfScopeScores.count, "\(weights.count) weights")
    self.weights = weights
    self.bias = bias
    self.threshold = threshold
  }

  /// Never rejects.
  public static let none = RejectionRule(
    weights: [Float](repeating: 0, count: OutOfScopeScores.count), bias: -20, threshold: 1)

  /// Probability that an utterance with these scores is out of scope, 0...1.
  public func score(_ scores: OutOfScopeScores) -> Double {
    var sum = Double(bias)
    for k in weights.indices { sum += Double(weights[k]) * Double(scores[k]) }
    return 1 / (1 + exp(-sum))
  }
}
