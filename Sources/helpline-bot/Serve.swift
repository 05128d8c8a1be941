import ArgumentParser
import HelpLineServer

struct Serve: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Serves the web chat and the API until it is told to stop.")

  @OptionGroup var options: SettingsOptions

  func run() async throws {
    try await ServerProcess.serve(options.load().settings)
  }
}
