import Datasets

/// A range that holds the true figure in `level` of all repetitions.
public struct ConfidenceInterval: Sendable, Equatable, Codable {
  public let lower: Double
  public let upper: Double
  /// 0.95 for a 95 % interval.
  public let level: Double

  public init(lower: Double, upper: Double, level: Double) {
    self.lower = lower
    self.upper = upper
    self.level = level
  }
}

/// The percentile bootstrap interval (Efron & Tibshirani 1993, chapter 13) of a statistic over
/// `utterances`, drawn with replacement. The same seed gives the same interval.
///
/// Draws for which `statistic` is nil do not count; nil when all are. O(resamples · utterances).
public func bootstrapInterval(
  of utterances: [EvaluatedUtterance], resamples: Int = 1000, level: Double = 0.95,
  seed: UInt64 = 1, statistic: ([EvaluatedUtterance]) -> Double?
) -> ConfidenceInterval? {
  guard !utterances.isEmpty else { return nil }
  var generator = SeededGenerator(seed: seed)
  let draws = (0..<resamples).compactMap { _ in
    let sample = utterances.indices.map { _ in
      utterances[index(below: utterances.count, &generator)]
    }
    return statistic(sample)
  }
  return interval(of: draws, level: level)
}

/// The percentile bootstrap interval of a mean: `bootstrapInterval` for figures that are the mean of
/// one number an utterance, such as accuracy. Nil without values.
public func bootstrapInterval(
  ofMean values: [Double], resamples: Int = 2000, level: Double = 0.95, seed: UInt64 = 1
) -> ConfidenceInterval? {
  guard !values.isEmpty else { return nil }
  var generator = SeededGenerator(seed: seed)
  let draws = (0..<resamples).map { _ in
    var sum = 0.0
    for _ in values.indices { sum += values[index(below: values.count, &generator)] }
    return sum / Double(values.count)
  }
  return interval(of: draws, level: level)
}

/// An index below `count` by multiply-shift (Lemire 2019, arXiv:1805.10941, without the rejection
/// step: its bias is below 2⁻⁴⁰ for a million utterances).
private func index(below count: Int, _ generator: inout SeededGenerator) -> Int {
  Int(generator.next().multipliedFullWidth(by: UInt64(count)).high)
}

private func interval(of draws: [Double], level: Double) -> ConfidenceInterval? {
  let sorted = draws.sorted()
  guard let lower = percentile(of: sorted, (1 - level) / 2),
    let upper = percentile(of: sorted, (1 + level) / 2)
  else { return nil }
  return ConfidenceInterval(lower: lower, upper: upper, level: level)
}

/// The value below which a share of 0...1 of `sorted` lies, interpolated linearly as numpy does; nil
/// when there are none.
///
/// - Precondition: `sorted` rises.
public func percentile(of sorted: [Double], _ share: Double) -> Double? {
  guard let last = sorted.last else { return nil }
  let position = share * Double(sorted.count - 1)
  let place = Int(position.rounded(.down))
  guard place + 1 < sorted.count else { return last }
  let fraction = position - Double(place)
  return sorted[place] + (sorted[place + 1] - sorted[place]) * fraction
}
