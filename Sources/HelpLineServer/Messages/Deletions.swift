/// The deletions of the last minutes, in memory only: a request that comes again for want of an answer
/// hears that the data is gone, and begins no new conversation.
final class Deletions: Sendable {
  private struct Entry: Sendable {
    let handled: MessageHandler.Handled
    let time: ContinuousClock.Instant
  }

  private let entries = Shared<[[String]: Entry]>([:])
  private static let lifetime = Duration.seconds(600)

  private func key(_ message: IncomingMessage) -> [String] {
    [message.channel, message.sender, message.messageID]
  }

  func add(_ handled: MessageHandler.Handled, to message: IncomingMessage) {
    let now = ContinuousClock.now
    entries.withValue { entries in
      entries = entries.filter { now - $0.value.time < Self.lifetime }
      entries[key(message)] = Entry(handled: handled, time: now)
    }
  }

  /// What was answered to `message` when it came first; nil for any other one.
  func handled(_ message: IncomingMessage) -> MessageHandler.Handled? {
    entries.withValue { entries in
      guard !entries.isEmpty, let entry = entries[key(message)],
        ContinuousClock.now - entry.time < Self.lifetime
      else { return nil }
      return entry.handled
    }
  }
}
