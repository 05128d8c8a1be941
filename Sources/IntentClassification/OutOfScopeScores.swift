import Features
import Foundation

/// What tells an out-of-scope utterance from others, measured on one utterance's logits and features.
///
/// Sources: maximum logit (Hendrycks et al. 2022, arXiv:1911.11132), energy (Liu et al. 2020,
/// arXiv:2010.03759), entropy of the softmax; disagreement of the towers as in deep ensembles
/// (Lakshminarayanan et al. 2017, arXiv:1612.01474); shares of known words and n-grams.
public struct OutOfScopeScores: Sendable, Equatable {
  /// Names of the scores, in the order of `values`; they stand in the model file.
  public static let names = [
    "maximum_logit", "energy", "entropy", "margin", "least_tower_margin", "tower_spread",
    "out_of_scope_logit", "known_words", "known_pairs", "known_characters", "shortness",
  ]

  /// One number a name.
  public let values: [Float]

  public init(values: [Float]) {
    precondition(values.count == Self.names.count, "\(values.count) scores")
    self.values = values
  }

  /// The scores of one utterance.
  ///
  /// - Parameters:
  ///   - logits: mean over the towers; the first `intents` belong to intents, one more may belong to
  ///     out of scope.
  ///   - probabilities: softmax of the intents' logits at temperature 1, `[intents]`.
  ///   - towerLogits: `[towers, outputs]`.
  init(
    logits: [Float], probabilities: [Float], towerLogits: [Float], summary: UtteranceSummary
  ) {
    let intents = probabilities.count
    let best = Self.best(logits, intents)
    var expected: Float = 0
    for i in 0..<intents { expected += probabilities[i] * logits[i] }
    let energy = best.value - Float(log(Double(max(probabilities[best.index], 1e-30))))
    let towers = Self.towerMargins(
      towerLogits, of: best.index, intents: intents, outputs: logits.count)
    let coverage = summary.coverage
    values = [
      best.value, energy, energy - expected, best.value - best.second,
      towers.least, towers.spread,
      logits.count > intents ? logits[intents] - energy : 0,
      coverage.words, coverage.pairs, coverage.characters, 1 / Float(1 + summary.tokens),
    ]
  }

  private static func best(
    _ z: [Float], _ intents: Int
  ) -> (index: Int, value: Float, second: Float) {
    var (index, value, second) = (0, -Float.infinity, -Float.infinity)
    for i in 0..<intents {
      if z[i] > value {
        second = value
        value = z[i]
        index = i
      } else if z[i] > second {
        second = z[i]
      }
    }
    return (index, value, intents < 2 ? 0 : second)
  }

  /// The least margin by which a tower prefers `intent` to its best other intent, and the largest minus
  /// the least logit that a tower gives `intent`.
  private static func towerMargins(
    _ z: [Float], of intent: Int, intents: Int, outputs: Int
  ) -> (least: Float, spread: Float) {
    var (least, lowest, highest) = (Float.infinity, Float.infinity, -Float.infinity)
    for start in stride(from: 0, to: z.count, by: max(outputs, 1)) {
      var other = -Float.infinity
      for i in start..<start + intent { other = max(other, z[i]) }
      for i in start + intent + 1..<start + intents { other = max(other, z[i]) }
      let own = z[start + intent]
      least = min(least, own - (intents > 1 ? other : 0))
      lowest = min(lowest, own)
      highest = max(highest, own)
    }
    return (least, highest - lowest)
  }
}
