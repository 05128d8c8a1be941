import Foundation
import Logging
import ServiceLifecycle
import Storage

/// Deletes what is older than the settings allow: at the start, then every hour.
struct Retention: Service {
  let store: Store
  let settings: StorageSettings
  let logger: Logger
  static let interval = Duration.seconds(3_600)

  func run() async throws {
    while !Task.isShuttingDownGracefully {
      await deleteExpired(at: Timestamp(Date()))
      do {
        try await cancelWhenGracefulShutdown { try await Task.sleep(for: Self.interval) }
      } catch is CancellationError {
        break
      }
    }
  }

  /// One round; what fails does not keep the rest from being done. 0 days switch a deletion off.
  func deleteExpired(at now: Timestamp) async {
    await attempt("conversations expired", days: settings.retentionDays, at: now) {
      limit throws(StorageError) in
      try await store.deleteExpired(olderThan: limit, audit: stamp(now))
    }
    await attempt("call-backs expired", days: settings.callbackDays, at: now) {
      limit throws(StorageError) in
      try await store.deleteCallbacks(closedBefore: limit, audit: stamp(now))
    }
    // Bytes of earlier deletions, whoever made them, that a reader kept in the files.
    do {
      try await store.eraseDeleted()
    } catch {
      logger.error("deleted bytes remain, it tries again", metadata: ["reason": "\(error)"])
    }
  }

  private func attempt(
    _ message: Logger.Message, days: Int, at now: Timestamp,
    delete: (Timestamp) async throws(StorageError) -> Int64
  ) async {
    guard days > 0 else { return }
    do {
      let count = try await delete(now.adding(seconds: -86_400 * Double(days)))
      if count > 0 { logger.notice(message, metadata: ["count": "\(count)"]) }
    } catch {
      logger.error("retention failed, it tries again", metadata: ["reason": "\(error)"])
    }
  }

  private func stamp(_ now: Timestamp) -> AuditStamp {
    AuditStamp(id: RandomName.make(), actor: "retention", time: now)
  }
}
