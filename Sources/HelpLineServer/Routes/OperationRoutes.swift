import Foundation
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
        Gauge(label: "process.resident.memory.bytes").record(ProcessMemory.residentBytes)
        return Response(
          status: .ok, headers: [.contentType: "text/plain; version=0.0.4; charset=utf-8"],
          body: .init(byteBuffer: ByteBuffer(string: registry.text())))
      },
    ]
  }

  /// 503 while the database does not answer.
  private func ready() async throws -> Response {
    do {
      _ = try await store.conversation("ready")
    } catch {
      throw RequestError(
        .serviceUnavailable, reason: "NotReady", message: "the database does not answer")
    }
    return JSONBody.response(["status": "ready"])
  }
}

/// What the process takes.
enum ProcessMemory {
  /// Resident set size (Linux); 0 elsewhere.
  static var residentBytes: Int {
    guard let text = try? String(contentsOfFile: "/proc/self/statm", encoding: .utf8),
      let pages = text.split(separator: " ").dropFirst().first.flatMap({ Int($0) })
    else { return 0 }
    return pages * 4096
  }
}
