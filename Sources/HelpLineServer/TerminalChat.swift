import Channels
import Dialogue
import Foundation
import Logging
import Storage

/// The same dialogue in the terminal: one line, one message.
public struct TerminalChat: Sendable {
  private let settings: ServerSettings
  private let handler: MessageHandler
  private let store: Store
  private static let channel = "terminal"
  /// One run is one person.
  private let sender = RandomName.make()

  /// - Throws: `StorageError`, or what is wrong with corpus or model.
  public init(settings: ServerSettings) async throws {
    self.settings = settings
    let logger = ServerProcess.logger(settings.log)
    store = try await Store.open(settings: settings)
    let engine = try await LiveEngine(
      settings: settings, helpLine: HelpLineSettings(settings), logger: logger)
    handler = MessageHandler(
      store: store, engine: engine, events: EventHub(), drafts: CallbackDrafts(), logger: logger)
  }

  /// Answers the lines of standard input until it ends.
  public func run() async throws {
    let isTerminal = isatty(FileHandle.standardInput.fileDescriptor) == 1
    if isTerminal { print("Сенім / Senim. Ctrl-D: шығу, выход, quit.") }
    while true {
      if isTerminal { print("> ", terminator: "") }
      fflush(nil)
      guard let line = readLine() else { break }
      do {
        print(try await reply(to: line))
      } catch let error as RequestError {
        print(error.message)
      }
    }
    await close()
  }

  func close() async { await store.close() }

  /// The reply as lines; the choices of a question are numbered, and a number answers. A copy of the
  /// data stands under the reply that promises it.
  func reply(to line: String) async throws -> String {
    let message = try IncomingMessage(
      channel: Self.channel, sender: sender, messageID: nil, text: line, limits: settings.limits)
    let handled = try await handler.handle(message)
    let isQuestion = handled.turn.judgement.decision == Decision.clarify([]).name
    let buttons = handled.reply.buttons.enumerated().map { index, button in
      "  \(isQuestion ? "\(index + 1)." : "·") \(button.title)"
    }
    return (handled.reply.texts + buttons + (try await copy(for: handled)))
      .joined(separator: "\n")
  }

  private func copy(for handled: MessageHandler.Handled) async throws -> [String] {
    guard handled.isExport else { return [] }
    let data = try await store.export(
      Person(channel: Self.channel, sender: sender),
      audit: AuditStamp(id: RandomName.make(), actor: "chat", time: Timestamp(Date())))
    return [String(decoding: data, as: UTF8.self)]
  }
}
