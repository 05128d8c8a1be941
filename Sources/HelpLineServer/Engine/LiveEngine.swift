import Dialogue
import Logging
import Metrics

/// The engine in force. A new one replaces it in one assignment, or not at all.
final class LiveEngine: Sendable {
  private let settings: ServerSettings
  private let helpLineSettings: HelpLineSettings
  private let engine: Shared<Engine>
  private let logger: Logger
  private let successes = Counter(label: "helpline.reloads", dimensions: [("result", "done")])
  private let failures = Counter(label: "helpline.reloads", dimensions: [("result", "refused")])

  /// - Throws: `EngineError` if there is nothing to serve with.
  init(
    settings: ServerSettings, helpLine: HelpLineSettings, logger: Logger
  ) async throws {
    self.settings = settings
    helpLineSettings = helpLine
    self.logger = logger
    engine = Shared(try await Engine.load(settings: settings, helpLine: helpLine))
  }

  var current: Engine { engine.withValue { $0 } }

  /// Reads corpus and model again. What is wrong with them is thrown, and the old engine goes on.
  func reload() async throws -> Engine {
    do {
      let loaded = try await Engine.load(settings: settings, helpLine: helpLineSettings)
      engine.withValue { $0 = loaded }
      Memory.trim()
      successes.increment()
      logger.notice("model reloaded", metadata: ["model": "\(loaded.model?.hash ?? "rules")"])
      return loaded
    } catch {
      failures.increment()
      logger.error("reload refused, the old model goes on", metadata: ["reason": "\(error)"])
      throw error
    }
  }
}
