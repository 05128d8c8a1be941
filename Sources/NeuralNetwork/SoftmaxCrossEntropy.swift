public import Kernels

/// What the network should say for one utterance.
public enum Target: Sendable, Equatable {
  /// This intent, by its index.
  case intent(Int)
  /// Nothing in particular: equal probability everywhere (outlier exposure, Hendrycks, Mazeika &
  /// Dietterich 2019, arXiv:1812.04606). For utterances known to be out of scope.
  case uniform
}

/// Mean softmax cross-entropy of a minibatch in nats, and its gradient.
///
/// Shapes: `logits` is `[batch, intents]` and is replaced by the gradient of the mean loss. With
/// `adjustment` (one number an intent, added to the logits inside the loss only) this is
/// logit-adjusted training for unbalanced data (Menon et al. 2021, arXiv:2007.07314).
/// `uniformWeight` weighs utterances with the target `.uniform`.
public func softmaxCrossEntropy(
  logits: inout Matrix, targets: [Target], adjustment: [Float], uniformWeight: Float = 1
) -> Double {
  let intents = logits.columns
  precondition(
    targets.count == logits.rows && adjustment.count == intents,
    "\(targets.count) targets, logits [\(logits.rows), \(intents)], \(adjustment.count) adjustments")
  addBias(adjustment, toRowsOf: &logits.elements)
  var loss = 0.0
  let share = 1 / Float(max(targets.count, 1))
  for (i, target) in targets.enumerated() {
    let row = i * intents..<(i + 1) * intents
    var weight = share
    switch target {
    case .intent(let label):
      // log softmax by itself: the logarithm of a rounded probability would lose small ones.
      loss += logSumExp(logits.elements[row]) - Double(logits.elements[row.lowerBound + label])
      softmax(&logits.elements, in: row)
      logits.elements[row.lowerBound + label] -= 1
    case .uniform:
      let z = logits.elements[row]
      let mean = z.reduce(0.0) { $0 + Double($1) } / Double(intents)
      loss += Double(uniformWeight) * (logSumExp(z) - mean)
      softmax(&logits.elements, in: row)
      for j in row { logits.elements[j] -= 1 / Float(intents) }
      weight *= uniformWeight
    }
    for j in row { logits.elements[j] *= weight }
  }
  return loss / Double(max(targets.count, 1))
}

/// `ln Σ e^z`, with the maximum taken out.
func logSumExp(_ z: ArraySlice<Float>) -> Double {
  guard let largest = z.max() else { return -.infinity }
  var copy = Array(z)
  softmax(&copy)
  // softmax(z)_max = 1 / Σ e^(z - max), so the sum comes from the largest probability.
  let top = copy.max() ?? 1
  return Double(largest) - logarithm(Double(top))
}
