import Features
import Foundation
import Kernels

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

  /// How many scores there are.
  public static let count = 11

  /// One number a name, then zeros.
  private let lanes: SIMD16<Float>

  /// One number a name.
  public var values: [Float] { (0..<Self.count).map { lanes[$0] } }

  /// - Precondition: one number a name.
  public init(values: [Float]) {
    precondition(values.count == Self.count, "\(values.count) scores")
    var lanes = SIMD16<Float>.zero
    for (place, value) in values.enumerated() { lanes[place] = value }
    self.lanes = lanes
  }

  public subscript(place: Int) -> Float {
    precondition(place < Self.count, "score \(place)")
    return lanes[place]
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
    let expected = dotProduct(probabilities, logits)
    let energy = best.value - Float(log(Double(max(probabilities[best.index], 1e-30))))
    let towers = Self.towerMargins(
      towerLogits, of: best.index, intents: intents, outputs: logits.count)
    let coverage = summary.coverage
    lanes = SIMD16(
      best.value, energy, energy - expected, best.value - best.second,
      towers.least, towers.spread,
      logits.count > intents ? logits[intents] - energy : 0,
      coverage.words, coverage.pairs, coverage.characters, 1 / Float(1 + summary.tokens),
      0, 0, 0, 0, 0)
  }

  private static func best(
    _ z: [Float], _ intents: Int
  ) -> (index: Int, value: Float, second: Float) {
    let value = largest(of: z, in: 0..<intents)
    let index = z.firstIndex(of: value) ?? 0
    return (index, value, intents < 2 ? 0 : largestOther(z, than: index, in: 0..<intents))
  }

  private static func largestOther(_ z: [Float], than place: Int, in range: Range<Int>) -> Float {
    max(
      largest(of: z, in: range.lowerBound..<place),
      largest(of: z, in: place + 1..<range.upperBound))
  }

  /// The least margin by which a tower prefers `intent` to its best other intent, and the largest minus
  /// the least logit that a tower gives `intent`.
  private static func towerMargins(
    _ z: [Float], of intent: Int, intents: Int, outputs: Int
  ) -> (least: Float, spread: Float) {
    var (least, lowest, highest) = (Float.infinity, Float.infinity, -Float.infinity)
    for start in stride(from: 0, to: z.count, by: max(outputs, 1)) {
      let own = z[start + intent]
      let other =
        intents < 2 ? 0 : largestOther(z, than: start + intent, in: start..<start + intents)
      least = min(least, own - other)
      lowest = min(lowest, own)
      highest = max(highest, own)
    }
    return (least, highest - lowest)
  }
}
