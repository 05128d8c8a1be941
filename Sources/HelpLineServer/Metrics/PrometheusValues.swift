import CoreMetrics

/// A handler that can write itself in Prometheus' text format. The handlers are classes because
/// swift-metrics asks for references.
protocol PrometheusValue: AnyObject, Sendable {
  /// `counter`, `gauge` or `histogram`.
  static var kind: String { get }
  /// What the conventions append to the metric's name: `_total`, `_seconds`.
  static var suffix: String { get }
  func lines(name: String, labels: String) -> [String]
}

private func sample(_ name: String, _ labels: String, _ value: String) -> String {
  labels.isEmpty ? "\(name) \(value)" : "\(name){\(labels)} \(value)"
}

final class CounterValue: PrometheusValue, CounterHandler {
  static let kind = "counter"
  static let suffix = "_total"
  private let count = Shared<Int64>(0)

  func increment(by amount: Int64) {
    count.withValue { $0 += amount }
  }

  func reset() {
    count.withValue { $0 = 0 }
  }

  func lines(name: String, labels: String) -> [String] {
    [sample(name, labels, "\(count.withValue { $0 })")]
  }
}

final class GaugeValue: PrometheusValue, MeterHandler {
  static let kind = "gauge"
  static let suffix = ""
  private let value = Shared<Double>(0)

  func set(_ value: Int64) { set(Double(value)) }
  func set(_ value: Double) { self.value.withValue { $0 = value } }
  func increment(by amount: Double) { value.withValue { $0 += amount } }
  func decrement(by amount: Double) { value.withValue { $0 -= amount } }

  func lines(name: String, labels: String) -> [String] {
    [sample(name, labels, "\(value.withValue { $0 })")]
  }
}

/// Counts of values below rising bounds, their sum and number.
final class HistogramValue: PrometheusValue, RecorderHandler {
  static let kind = "histogram"
  static let suffix = ""
  static let sizes: [Double] = [1, 4, 16, 64, 256, 1_024, 4_096, 16_384, 65_536]

  private struct State: Sendable {
    var buckets: [Int]
    var sum = 0.0
    var count = 0
  }

  private let bounds: [Double]
  private let state: Shared<State>

  init(bounds: [Double]) {
    self.bounds = bounds
    state = Shared(State(buckets: Array(repeating: 0, count: bounds.count)))
  }

  func record(_ value: Int64) { record(Double(value)) }

  func record(_ value: Double) {
    let bucket = bounds.firstIndex { value <= $0 }
    state.withValue { state in
      if let bucket { state.buckets[bucket] += 1 }
      state.sum += value
      state.count += 1
    }
  }

  func lines(name: String, labels: String) -> [String] {
    let state = state.withValue { $0 }
    let prefix = labels.isEmpty ? "" : labels + ","
    var total = 0
    var lines = zip(bounds, state.buckets).map { bound, count in
      total += count
      return sample("\(name)_bucket", "\(prefix)le=\"\(bound)\"", "\(total)")
    }
    lines.append(sample("\(name)_bucket", "\(prefix)le=\"+Inf\"", "\(state.count)"))
    lines.append(sample("\(name)_sum", labels, "\(state.sum)"))
    lines.append(sample("\(name)_count", labels, "\(state.count)"))
    return lines
  }
}

/// A histogram of durations, in seconds.
final class TimerValue: PrometheusValue, TimerHandler {
  static let kind = "histogram"
  static let suffix = "_seconds"
  static let durations = [0.000_5, 0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.25, 1, 5]
  private let histogram = HistogramValue(bounds: durations)

  func recordNanoseconds(_ duration: Int64) {
    histogram.record(Double(duration) / 1e9)
  }

  func lines(name: String, labels: String) -> [String] {
    histogram.lines(name: name, labels: labels)
  }
}
