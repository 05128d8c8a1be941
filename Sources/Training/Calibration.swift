import Evaluation
import Foundation
import IntentClassification
import Kernels

/// The temperature that makes confidence mean frequency: least mean negative log-likelihood of the
/// labels (Guo et al. 2017, arXiv:1706.04599), by golden-section search on ln T in ±ln 8, and at least
/// 0.5: a few held-out utterances, all of them right, would drive it to the end of the search.
///
/// - Parameter labels: for each row of logits the index of its intent.
func fittedTemperature(logits: [[Float]], labels: [Int]) -> Float {
  guard !logits.isEmpty else { return 1 }
  func loss(_ logTemperature: Double) -> Double {
    let inverse = exp(-logTemperature)
    var sum = 0.0
    for (z, label) in zip(logits, labels) {
      let largest = Double(z.max() ?? 0)
      var total = 0.0
      for value in z { total += exp((Double(value) - largest) * inverse) }
      sum += log(total) - (Double(z[label]) - largest) * inverse
    }
    return sum
  }
  let ratio = (5.0.squareRoot() - 1) / 2
  var (low, high) = (-log(8.0), log(8.0))
  var (left, right) = (high - ratio * (high - low), low + ratio * (high - low))
  var (leftLoss, rightLoss) = (loss(left), loss(right))
  for _ in 0..<30 {
    if leftLoss <= rightLoss {
      (high, right, rightLoss) = (right, left, leftLoss)
      left = high - ratio * (high - low)
      leftLoss = loss(left)
    } else {
      (low, left, leftLoss) = (left, right, rightLoss)
      right = low + ratio * (high - low)
      rightLoss = loss(right)
    }
  }
  return max(0.5, Float(exp((low + high) / 2)))
}

/// `temperature`, lowered where a model is unsure of what it was taught: so far that 95 % of the training
/// utterances reach a confidence of 0.95, as long as confidence keeps its meaning for those held out.
///
/// It ends early, with fewer sure training utterances, where the held-out expected calibration error
/// would pass 4 % or the temperature two thirds of what it was.
///
/// - Parameters:
///   - heldOut: logits and labels that `temperature` was fitted on.
///   - trained: logits and labels of training utterances, all or some.
func sharpenedTemperature(
  _ temperature: Float, heldOut: (logits: [[Float]], labels: [Int]),
  trained: (logits: [[Float]], labels: [Int])
) -> Float {
  var best = temperature
  for _ in 0..<40 {
    let sure = answers(trained.logits, trained.labels, best).count {
      $0.isCorrect && $0.confidence >= 0.95
    }
    if Double(sure) >= wantedSureShare * Double(trained.logits.count) { break }
    let lower = best * 0.99
    let error = Evaluation.Calibration(of: answers(heldOut.logits, heldOut.labels, lower))
      .expectedError
    if error ?? 1 > largestHeldOutError { break }
    best = lower
  }
  return best
}

/// A little over 95 %: a model trained once more on all the data takes the temperature over.
private let wantedSureShare = 0.952
/// 3 % is what confidence promises of thousands of utterances; of a thousand held out, chance alone adds
/// about 1 %.
private let largestHeldOutError = 0.04

private func answers(
  _ logits: [[Float]], _ labels: [Int], _ temperature: Float
) -> [(confidence: Double, isCorrect: Bool)] {
  zip(logits, labels).map { z, label in
    var probabilities = z
    softmax(&probabilities, temperature: temperature)
    let confidence = probabilities.max() ?? 0
    return (Double(confidence), probabilities[label] == confidence)
  }
}
