import IntentTypes

/// How far confidence is from frequency: the reliability diagram and its summary.
///
/// Over in-scope utterances, with the confidence of the top intent, rejection ignored, in bins of
/// equal width; a confidence on a border belongs to the lower bin, 0 to the first one
/// (Naeini, Cooper & Hauskrecht 2015; Guo et al. 2017, arXiv:1706.04599).
public struct Calibration: Sendable, Equatable, Codable {
  public struct Bin: Sendable, Equatable, Codable {
    public let lower: Double
    public let upper: Double
    public let count: Int
    /// Mean confidence of the bin's utterances; nil when it has none.
    public let confidence: Double?
    /// Share of the bin's utterances that are right; nil when it has none.
    public let accuracy: Double?
  }

  public let bins: [Bin]
  /// Expected calibration error, Σ |accuracy - confidence| · count / total, 0...1; nil without
  /// in-scope utterances.
  public let expectedError: Double?
  /// The largest |accuracy - confidence| of a bin with utterances; nil when there is none.
  public let maximumError: Double?

  /// - Precondition: `binCount` is positive.
  public init(_ utterances: [EvaluatedUtterance], binCount: Int = 15) {
    self.init(
      of: utterances.lazy.filter(\.isInScope).compactMap { evaluated in
        evaluated.ranking.first.map { ($0.confidence, evaluated.isCorrect) }
      }, binCount: binCount)
  }

  /// - Parameter answers: confidence of each top intent, and whether it was right.
  /// - Precondition: `binCount` is positive.
  public init(of answers: [(confidence: Double, isCorrect: Bool)], binCount: Int = 15) {
    precondition(binCount > 0, "\(binCount) bins")
    var counts = [Int](repeating: 0, count: binCount)
    var confidences = [Double](repeating: 0, count: binCount)
    var correct = [Int](repeating: 0, count: binCount)
    for answer in answers {
      let place = Int((answer.confidence * Double(binCount)).rounded(.up)) - 1
      let bin = min(max(place, 0), binCount - 1)
      counts[bin] += 1
      confidences[bin] += answer.confidence
      if answer.isCorrect { correct[bin] += 1 }
    }
    bins = (0..<binCount).map { bin in
      Bin(
        lower: Double(bin) / Double(binCount), upper: Double(bin + 1) / Double(binCount),
        count: counts[bin],
        confidence: counts[bin] == 0 ? nil : confidences[bin] / Double(counts[bin]),
        accuracy: quotient(correct[bin], counts[bin]))
    }
    let gaps = bins.compactMap { bin -> (gap: Double, count: Int)? in
      guard let confidence = bin.confidence, let accuracy = bin.accuracy else { return nil }
      return (abs(accuracy - confidence), bin.count)
    }
    maximumError = gaps.map(\.gap).max()
    expectedError =
      answers.isEmpty
      ? nil : gaps.reduce(0) { $0 + $1.gap * Double($1.count) } / Double(answers.count)
  }
}
