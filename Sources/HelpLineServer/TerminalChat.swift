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
  /// The last turn that was printed.
  private let last = Shared<StoredTurn?>(nil)

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

  /// Answers the lines of standard input until it ends, and prints what a person on duty writes.
  public func run() async throws {
    let isTerminal = isatty(FileHandle.standardInput.fileDescriptor) == 1
    if isTerminal { print("Сенім / Senim. Ctrl-D: шығу, выход, quit.\n> ", terminator: "") }
    fflush(nil)
    let (inputs, continuation) = AsyncStream.makeStream(of: Input.self)
    // Reading waits for the keyboard: on a thread of its own.
    Thread.detachNewThread {
      while let line = readLine() { continuation.yield(.line(line)) }
      continuation.finish()
    }
    let clock = Task {
      while !Task.isCancelled {
        try? await Task.sleep(for: .seconds(1))
        continuation.yield(.second)
      }
    }
    for await input in inputs {
      let isOwn = if case .line = input { true } else { false }
      let text = try await text(for: input)
      guard isOwn || !text.isEmpty else { continue }
      if isTerminal, !isOwn { print() }
      if !text.isEmpty { print(text) }
      if isTerminal { print("> ", terminator: "") }
      fflush(nil)
    }
    clock.cancel()
    await close()
  }

  private enum Input: Sendable {
    case line(String)
    /// A second has passed.
    case second
  }

  private func text(for input: Input) async throws -> String {
    do {
      switch input {
      case .line(let line): return try await reply(to: line)
      case .second: return try await news().joined(separator: "\n")
      }
    } catch let error as RequestError {
      return error.message
    }
  }

  func close() async { await store.close() }

  /// The reply as lines; the choices of a question are numbered, and a number answers. A copy of the
  /// data stands under the reply that promises it.
  func reply(to line: String) async throws -> String {
    let message = try IncomingMessage(
      channel: Self.channel, sender: sender, messageID: nil, text: line, limits: settings.limits)
    let handled = try await handler.handle(message)
    let missed = try await news(before: handled.turn)
    let isQuestion = handled.turn.judgement.decision == Decision.clarify([]).name
    let buttons = handled.reply.buttons.enumerated().map { index, button in
      "  \(isQuestion ? "\(index + 1)." : "·") \(button.title)"
    }
    last.withValue { $0 = handled.isForgotten ? nil : handled.turn }
    return (missed + handled.reply.texts + buttons + (try await copy(for: handled)))
      .joined(separator: "\n")
  }

  /// What others wrote in the conversation and is not printed yet: a person on duty, or the help line
  /// when nobody came.
  ///
  /// - Parameter next: the turn that will be printed after it.
  func news(before next: StoredTurn? = nil) async throws -> [String] {
    guard let last = last.withValue({ $0 }),
      next.map({ $0.conversation == last.conversation }) ?? true
    else { return [] }
    let turns = try await store.turns(of: last.conversation, after: last.sequence)
      .filter { $0.sequence < next?.sequence ?? .max }
    if let newest = turns.last { self.last.withValue { $0 = newest } }
    return try turns.flatMap { turn in
      let reply = try MessageHandler.reply(turn.reply)
      return reply.texts + reply.buttons.map { "  · \($0.title)" }
    }
  }

  private func copy(for handled: MessageHandler.Handled) async throws -> [String] {
    guard handled.isExport else { return [] }
    let data = try await store.export(
      Person(channel: Self.channel, sender: sender),
      audit: AuditStamp(id: RandomName.make(), actor: "chat", time: Timestamp(Date())))
    return [String(decoding: data, as: UTF8.self)]
  }
}
