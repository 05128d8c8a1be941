import ArgumentParser
import Foundation
import HelpLineServer

/// The options of the settings: their defaults stand in `ServerSettings` only.
struct SettingsOptions: ParsableArguments {
  private static let defaults = ServerSettings()

  @Option(
    help: "A YAML or JSON file with settings (default: \(LoadedSettings.standardFile), if any).")
  var config: String?

  @Option(help: "Address to serve on (default: \(defaults.host)).")
  var host: String?

  @Option(help: "Port to serve on; 0 takes a free one (default: \(defaults.port)).")
  var port: Int?

  @Option(help: "SQLite file or postgres://user@host/name (default: \(defaults.database)).")
  var database: String?

  @Option(help: "Model file (default: \(defaults.model)).")
  var model: String?

  @Option(help: "Folder with the help line's knowledge (default: \(defaults.corpus)).")
  var corpus: String?

  @Option(help: "Who answers: learning, rules or duel (default: \(defaults.bot.rawValue)).")
  var bot: String?

  @Option(
    name: .customLong("set"),
    help: ArgumentHelp(
      "Any other setting, such as log.format=json. Repeatable.", valueName: "key=value"))
  var others: [String] = []

  /// The settings in force.
  func load() async throws -> LoadedSettings {
    var flags = [String: String]()
    for other in others {
      let parts = other.split(separator: "=", maxSplits: 1)
      guard parts.count == 2 else {
        throw ValidationError("--set \(other): expected key=value")
      }
      flags[String(parts[0])] = String(parts[1])
    }
    flags["host"] = host
    flags["port"] = port.map { "\($0)" }
    flags["database"] = database
    flags["model"] = model
    flags["corpus"] = corpus
    flags["bot"] = bot
    return try await LoadedSettings.load(
      flags: flags, environment: ProcessInfo.processInfo.environment, file: config)
  }
}
