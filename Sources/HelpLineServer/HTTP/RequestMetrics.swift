import HTTPTypes
import Hummingbird
import Metrics

/// Counts and times requests by route, method and status. The outermost middleware: it sees the
/// status that is sent. (Hummingbird's own one wraps the body, which costs two writes a response.)
struct RequestMetrics: RouterMiddleware {
  private struct Key: Hashable {
    let route: String
    let method: HTTPRequest.Method
    let status: Int
  }

  private let timers = Shared<[Key: Metrics.Timer]>([:])

  func handle(
    _ request: Request, context: HelpLineContext,
    next: (Request, HelpLineContext) async throws -> Response
  ) async throws -> Response {
    let start = ContinuousClock.now
    let response = try await next(request, context)
    let duration = ContinuousClock.now - start
    let key = Key(
      route: context.endpointPath ?? "none", method: request.method, status: response.status.code)
    timer(key).recordNanoseconds(Int64(duration / .nanoseconds(1)))
    return response
  }

  private func timer(_ key: Key) -> Metrics.Timer {
    timers.withValue { timers in
      if let known = timers[key] { return known }
      let timer = Metrics.Timer(
        label: "http.server.requests",
        dimensions: [
          ("route", key.route), ("method", key.method.rawValue), ("status", "\(key.status)"),
        ])
      timers[key] = timer
      return timer
    }
  }
}
