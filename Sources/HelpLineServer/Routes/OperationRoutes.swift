import Hummingbird
import Metrics
import NIOCore
import Storage

/// Health, readiness and metrics.
struct OperationRoutes {
  let store: Store
  let registry: PrometheusRegistry
  let events: EventHub

  var routes: [Route] {
    [
      Route(.get, "/health") { _, _ in JSONBody.response(["status": "ok"]) },
      Route(.get, "/ready") { _, _ in try await ready() },
      Route(.get, "/metrics") { _, _ in
        Gauge(label: "helpline.event.streams").record(events.streamCount)
        Gauge(label: "process.resident.memory.bytes").record(Memory.residentBytes)
        return Response(
          status: .ok, headers: [.contentType: "text/plain; version=0.0.4; charset=utf-8"],
          body: .init(byteBuffer: ByteBuffer(string: registry.text())))
      },
    ]
  }

  /// 503 while the database does not answer.
  private func ready() async throws -> Response {
    do {
      try await store.ping()
    } catch {
      throw RequestError(
        .serviceUnavailable, reason: "NotReady", message: "the database does not answer")
    }
    return JSONBody.response(["status": "ready"])
  }
}
