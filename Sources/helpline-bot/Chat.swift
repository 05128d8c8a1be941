import ArgumentParser
import HelpLineServer

struct Chat: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Talks in the terminal, or answers the lines of standard input.")

  @OptionGroup var options: SettingsOptions

  func run() async throws {
    try await TerminalChat(settings: options.load().settings).run()
  }
}
