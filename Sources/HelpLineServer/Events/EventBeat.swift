import ServiceLifecycle

/// Keeps proxies from closing quiet event streams, finds out which are gone, and ends all of them
/// when the server stops.
struct EventBeat: Service {
  let events: EventHub
  static let interval = Duration.seconds(15)

  func run() async throws {
    try await withGracefulShutdownHandler {
      while !Task.isShuttingDownGracefully {
        do {
          try await cancelWhenGracefulShutdown { try await Task.sleep(for: Self.interval) }
        } catch is CancellationError {
          break
        }
        events.beat()
      }
    } onGracefulShutdown: {
      events.close()
    }
  }
}
