public import CoreMetrics
import Foundation

/// The metrics of the process, kept in memory and written as Prometheus text (exposition format
/// 0.0.4) for `/metrics`.
public final class PrometheusRegistry: MetricsFactory {
  /// One time series: its dimensions and its handler.
  private struct Series: Sendable {
    let labels: String
    let value: any PrometheusValue
  }

  /// By metric name, then by labels.
  private let families = Shared<[String: [String: Series]]>([:])

  public init() {}

  private func series<Value: PrometheusValue>(
    _ label: String, _ dimensions: [(String, String)], make: @Sendable () -> Value
  ) -> Value {
    let name = Self.name(of: label) + Value.suffix
    let labels = Self.labels(of: dimensions)
    return families.withValue { families in
      if let known = families[name]?[labels]?.value as? Value { return known }
      let value = make()
      families[name, default: [:]][labels] = Series(labels: labels, value: value)
      return value
    }
  }

  public func makeCounter(label: String, dimensions: [(String, String)]) -> any CounterHandler {
    series(label, dimensions) { CounterValue() }
  }

  public func makeMeter(label: String, dimensions: [(String, String)]) -> any MeterHandler {
    series(label, dimensions) { GaugeValue() }
  }

  public func makeRecorder(
    label: String, dimensions: [(String, String)], aggregate: Bool
  ) -> any RecorderHandler {
    series(label, dimensions) { HistogramValue(bounds: HistogramValue.sizes) }
  }

  public func makeTimer(label: String, dimensions: [(String, String)]) -> any TimerHandler {
    series(label, dimensions) { TimerValue() }
  }

  // Series live as long as the process: Prometheus takes a vanished one for a restart.
  public func destroyCounter(_ handler: any CounterHandler) {}
  public func destroyMeter(_ handler: any MeterHandler) {}
  public func destroyRecorder(_ handler: any RecorderHandler) {}
  public func destroyTimer(_ handler: any TimerHandler) {}

  /// The whole registry as text, by name and labels.
  public func text() -> String {
    let families = families.withValue { $0 }
    var lines = [String]()
    for (name, family) in families.sorted(by: { $0.key < $1.key }) {
      let series = family.values.sorted { $0.labels < $1.labels }
      guard let first = series.first else { continue }
      lines.append("# TYPE \(name) \(type(of: first.value).kind)")
      for one in series {
        lines.append(contentsOf: one.value.lines(name: name, labels: one.labels))
      }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// `http.server.requests` becomes `http_server_requests`.
  private static func name(of label: String) -> String {
    String(label.map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "_" })
  }

  /// `{route="/",status="200"}` without the braces; keys in order.
  private static func labels(of dimensions: [(String, String)]) -> String {
    dimensions.sorted { $0.0 < $1.0 }.map { key, value in
      let escaped = value.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
        .replacing("\n", with: "\\n")
      return "\(name(of: key))=\"\(escaped)\""
    }.joined(separator: ",")
  }
}
