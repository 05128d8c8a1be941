import ArgumentParser
import HelpLineServer

struct Config: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Prints the settings in force and where each comes from; secrets are masked.")

  @OptionGroup var options: SettingsOptions

  func run() async throws {
    let loaded = try await options.load()
    let width = loaded.entries.map(\.key.count).max() ?? 0
    for entry in loaded.entries {
      let key = entry.key + String(repeating: " ", count: width - entry.key.count)
      print("\(key)  \(entry.value)  (\(entry.source))")
    }
  }
}
