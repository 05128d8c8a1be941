import Foundation

/// McNemar's test: do two classifiers differ on the same utterances (McNemar 1947)?
public struct McNemar: Sendable, Equatable, Codable {
  /// Utterances that only the first classifier got right.
  public let onlyFirst: Int
  /// Utterances that only the second classifier got right.
  public let onlySecond: Int
  /// Two-sided exact binomial p-value (Dietterich 1998, doi:10.1162/089976698300017197), 0...1; 1
  /// when the classifiers never differ.
  public let p: Double

  /// - Precondition: as many answers of the first as of the second, about the same utterances.
  public init(first: [Bool], second: [Bool]) {
    precondition(first.count == second.count, "\(first.count) answers against \(second.count)")
    var (onlyFirst, onlySecond) = (0, 0)
    for (a, b) in zip(first, second) where a != b {
      if a { onlyFirst += 1 } else { onlySecond += 1 }
    }
    self.onlyFirst = onlyFirst
    self.onlySecond = onlySecond
    p = twoSidedBinomial(min(onlyFirst, onlySecond), of: onlyFirst + onlySecond)
  }
}

/// min(1, 2 · P(X <= k)) for X binomial with n trials of a fair coin.
private func twoSidedBinomial(_ k: Int, of n: Int) -> Double {
  guard n > 0 else { return 1 }
  var sum = 0.0
  for i in 0...k {
    let logChoices = lgamma(Double(n + 1)) - lgamma(Double(i + 1)) - lgamma(Double(n - i + 1))
    sum += exp(logChoices - Double(n) * log(2))
  }
  return min(1, 2 * sum)
}

/// p-values corrected for their number by Holm's step-down method (Holm 1979), in the order given:
/// the chance of one false claim among all of them stays below the level that they are compared with.
public func holmCorrected(_ pValues: [Double]) -> [Double] {
  let order = pValues.indices.sorted {
    pValues[$0] == pValues[$1] ? $0 < $1 : pValues[$0] < pValues[$1]
  }
  var corrected = pValues
  var largest = 0.0
  for (rank, place) in order.enumerated() {
    largest = max(largest, min(1, pValues[place] * Double(pValues.count - rank)))
    corrected[place] = largest
  }
  return corrected
}
