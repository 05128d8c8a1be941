import ServiceLifecycle
import UnixSignals

/// Reloads the model at each SIGHUP.
struct ReloadSignal: Service {
  let engine: LiveEngine

  func run() async throws {
    let signals = await UnixSignalsSequence(trapping: .sighup)
    for await _ in signals.cancelOnGracefulShutdown() {
      // A refusal is logged where it happens.
      _ = try? await engine.reload()
    }
  }
}
