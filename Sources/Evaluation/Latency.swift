/// How long one utterance takes, in microseconds.
public struct Latency: Sendable, Equatable, Codable {
  public let medianMicroseconds: Double
  public let p99Microseconds: Double

  public init(medianMicroseconds: Double, p99Microseconds: Double) {
    self.medianMicroseconds = medianMicroseconds
    self.p99Microseconds = p99Microseconds
  }

  /// Median and 99th percentile of one time an utterance, in microseconds; nil without times.
  public init?(microseconds: [Double]) {
    let sorted = microseconds.sorted()
    guard let median = percentile(of: sorted, 0.5), let p99 = percentile(of: sorted, 0.99) else {
      return nil
    }
    self.init(medianMicroseconds: median, p99Microseconds: p99)
  }
}
