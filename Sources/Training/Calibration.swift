import Foundation
import IntentClassification
import Kernels

/// The temperature that makes confidence mean frequency: least mean negative log-likelihood of the
/// labels (Guo et al. 2017, arXiv:1706.04599), by golden-section search on ln T in ±ln 8.
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
  return Float(exp((low + high) / 2))
}
