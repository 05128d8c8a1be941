import ArgumentParser
import Foundation
import HelpLineServer

/// Whose data a command is about.
struct SubjectOptions: ParsableArguments {
  @Argument(help: "A conversation's id.")
  var conversation: String?

  @Option(help: "With --sender: everything of a person; web, rest or terminal.")
  var channel: String?

  @Option(help: "The sender on the channel.")
  var sender: String?

  func validate() throws {
    let isPerson = channel != nil && sender != nil
    guard (conversation != nil) != isPerson, (channel == nil) == (sender == nil) else {
      throw ValidationError("give a conversation's id, or --channel and --sender")
    }
  }

  var subject: DataRequests.Subject {
    if let channel, let sender { return .person(channel: channel, sender: sender) }
    return .conversation(conversation ?? "")
  }
}

struct Forget: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Deletes a conversation, or all of a person's, for good; an audit line stays.")

  @OptionGroup var subject: SubjectOptions
  @OptionGroup var options: SettingsOptions

  func run() async throws {
    let requests = try await DataRequests(settings: options.load().settings)
    let (count, isErased) = try await requests.forget(subject.subject)
    if !isErased {
      FileHandle.standardError.write(
        Data(
          ("another program is reading the old state: a serving bot removes the bytes from the files within the hour, "
            + "or with the next deletion\n").utf8))
    }
    print("\(count) \(count == 1 ? "conversation" : "conversations") deleted")
    if count == 0 { throw ExitCode(1) }
  }
}

struct Export: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Prints all that is stored of a conversation or a person, as JSON.")

  @OptionGroup var subject: SubjectOptions
  @OptionGroup var options: SettingsOptions

  func run() async throws {
    let requests = try await DataRequests(settings: options.load().settings)
    FileHandle.standardOutput.write(try await requests.export(subject.subject))
    print()
  }
}
