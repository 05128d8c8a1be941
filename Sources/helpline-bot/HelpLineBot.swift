import ArgumentParser
import HelpLineServer

/// The help line's command.
@main
struct HelpLineBot: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "helpline-bot",
    abstract: "A help line that answers in Kazakh, Russian and English.",
    discussion: """
      Examples:
        helpline-bot serve                         # http://127.0.0.1:8080/, SQLite, the learning bot
        helpline-bot serve --bot duel --port 9000
        helpline-bot chat --bot rules              # the same dialogue in the terminal
        helpline-bot forget 4f0c…                  # deletes a conversation for good
        helpline-bot config                        # what is in force, and where it comes from

      Every option can also stand in senim.yml or the environment (SENIM_PORT=9000); the command
      line wins over the environment, the environment over the file.
      """,
    version: BuildInformation.version,
    subcommands: [
      Serve.self, Chat.self, Forget.self, Export.self, DuelReportCommand.self,
      SavingsCommand.self, Config.self,
    ],
    defaultSubcommand: nil)
}
