import Foundation
import Logging
import ServiceLifecycle
import Storage

/// Sees to it that nobody waits for a person longer than the settings allow.
struct HandOverWatch: Service {
  let handler: MessageHandler
  static let interval = Duration.seconds(2)

  func run() async throws {
    while !Task.isShuttingDownGracefully {
      await giveBackDue(at: Timestamp(Date()))
      do {
        try await cancelWhenGracefulShutdown { try await Task.sleep(for: Self.interval) }
      } catch is CancellationError {
        break
      }
    }
  }

  /// One round; what fails is tried again in the next one.
  func giveBackDue(at now: Timestamp) async {
    do {
      for handOver in try await handler.store.dueHandOvers(at: now) {
        await giveBack(handOver, at: now)
      }
    } catch {
      handler.logger.error("hand-overs not looked through", metadata: ["reason": "\(error)"])
    }
  }

  private func giveBack(_ handOver: HandOver, at now: Timestamp) async {
    do {
      try await handler.giveBack(handOver, at: now)
    } catch StorageError.unknownConversation {
      // Deleted in the meantime.
    } catch {
      handler.logger.error("a hand-over was not given back", metadata: ["reason": "\(error)"])
    }
  }
}
