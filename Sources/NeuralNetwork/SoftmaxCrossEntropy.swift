public import Kernels

/// What the network should say for one utterance.
public enum Target: Sendable, Equatable {
  /// This output, with probability 1.
  case output(Int)
  /// This output with probability `share`, all others equally with the rest. For utterances known to be
  /// out of scope: `share` lies on the out-of-scope output, and the intents are told to stay equal (outlier
  /// exposure, Hendrycks, Mazeika & Dietterich 2019, arXiv:1812.04606).
  case spread(Int, share: Float)
}

/// Mean softmax cross-entropy of a minibatch in nats, and its gradient.
///
/// Shapes: `logits` is `[batch, outputs]` and is replaced by the gradient of the mean loss. With
/// `adjustment` (one number an output, added to the logits inside the loss only) this is
/// logit-adjusted training for unbalanced data (Menon et al. 2021, arXiv:2007.07314).
public func softmaxCrossEntropy(
  logits: inout Matrix, targets: [Target], adjustment: [Float]
) -> Double {
  let outputs = logits.columns
  precondition(
    targets.count == logits.rows && adjustment.count == outputs,
    "\(targets.count) targets, logits [\(logits.rows), \(outputs)], \(adjustment.count) adjustments"
  )
  addBias(adjustment, toRowsOf: &logits.elements)
  var loss = 0.0
  let weight = 1 / Float(max(targets.count, 1))
  for (i, target) in targets.enumerated() {
    let row = i * outputs..<(i + 1) * outputs
    let z = logits.elements[row]
    switch target {
    case .output(let label):
      let own = Double(z[row.lowerBound + label])
      loss += logSumExpAndSoftmax(&logits.elements, row) - own
      logits.elements[row.lowerBound + label] -= 1
    case .spread(let label, let share):
      let other = outputs > 1 ? (1 - share) / Float(outputs - 1) : 0
      let own = Double(z[row.lowerBound + label])
      let sum = z.reduce(0.0) { $0 + Double($1) }
      loss += logSumExpAndSoftmax(&logits.elements, row)
      loss -= Double(other) * (sum - own) + Double(share) * own
      for j in row { logits.elements[j] -= other }
      logits.elements[row.lowerBound + label] += other - share
    }
    for j in row { logits.elements[j] *= weight }
  }
  return loss / Double(max(targets.count, 1))
}

/// Replaces a row of logits by its softmax and returns ln Σ e^z, both with the maximum taken out.
func logSumExpAndSoftmax(_ z: inout [Float], _ row: Range<Int>) -> Double {
  guard let first = row.first else { return -.infinity }
  var (best, largest) = (first, z[first])
  for j in row where z[j] > largest {
    largest = z[j]
    best = j
  }
  softmax(&z, in: row)
  // The softmax of the largest logit is 1 / Σ e^(z - largest), at least 1 / row.count.
  return Double(largest) - logarithm(Double(z[best]))
}
