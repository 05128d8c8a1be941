import CoreMetrics
import Testing

@testable import HelpLineServer

@Suite struct `Prometheus text` {
  @Test func `counters, gauges and histograms by name and labels`() {
    let registry = PrometheusRegistry()
    registry.makeCounter(label: "app.requests", dimensions: [("route", "/b")]).increment(by: 2)
    registry.makeCounter(label: "app.requests", dimensions: [("route", "/a")]).increment(by: 1)
    registry.makeCounter(label: "app.requests", dimensions: [("route", "/a")]).increment(by: 1)
    registry.makeMeter(label: "app.open", dimensions: []).set(Int64(3))
    let text = registry.text()
    #expect(
      text.hasPrefix(
        """
        # TYPE app_open gauge
        app_open 3.0
        # TYPE app_requests_total counter
        app_requests_total{route="/a"} 2
        app_requests_total{route="/b"} 2

        """))
  }

  @Test func `a timer counts seconds into rising buckets`() {
    let registry = PrometheusRegistry()
    let timer = registry.makeTimer(label: "reply", dimensions: [])
    timer.recordNanoseconds(400_000)
    timer.recordNanoseconds(3_000_000)
    timer.recordNanoseconds(9_000_000_000)
    let lines = registry.text().split(separator: "\n").map(String.init)
    #expect(lines.contains("# TYPE reply_seconds histogram"))
    #expect(lines.contains("reply_seconds_bucket{le=\"0.0005\"} 1"))
    #expect(lines.contains("reply_seconds_bucket{le=\"0.005\"} 2"))
    #expect(lines.contains("reply_seconds_bucket{le=\"5.0\"} 2"))
    #expect(lines.contains("reply_seconds_bucket{le=\"+Inf\"} 3"))
    #expect(lines.contains("reply_seconds_count 3"))
  }

  @Test func `labels are escaped`() {
    let registry = PrometheusRegistry()
    registry.makeCounter(label: "x", dimensions: [("a-b", "q\"\\\n")]).increment(by: 1)
    #expect(registry.text().contains(#"x_total{a_b="q\"\\\n"} 1"#))
  }
}
