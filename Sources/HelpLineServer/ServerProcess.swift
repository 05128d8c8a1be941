import Logging
import Metrics

/// What a process does once: logging and metrics are global to it.
public enum ServerProcess {
  /// Serves until SIGTERM or SIGINT.
  ///
  /// - Throws: why it cannot start.
  public static func serve(_ settings: ServerSettings) async throws {
    Memory.returnFreedBlocks()
    let registry = PrometheusRegistry()
    MetricsSystem.bootstrap(registry)
    try await HelpLineApplication(
      settings: settings, registry: registry, logger: logger(settings.log)
    ).run()
  }

  /// A logger that writes to standard error.
  static func logger(_ settings: LogSettings) -> Logger {
    var logger = Logger(label: "helpline") { label in
      switch settings.format {
      case .text: StreamLogHandler.standardError(label: label)
      case .json: JSONLogHandler()
      }
    }
    logger.logLevel = settings.level
    return logger
  }
}
