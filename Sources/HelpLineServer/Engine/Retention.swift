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

  /// 0 days switch a deletion off.
  private func deleteExpired(at now: Timestamp) async {
    do {
      if settings.retentionDays > 0 {
        let limit = now.adding(seconds: -86_400 * Double(settings.retentionDays))
        let count = try await store.deleteExpired(olderThan: limit, audit: stamp(now))
        if count > 0 { logger.notice("conversations expired", metadata: ["count": "\(count)"]) }
      }
      if settings.callbackDays > 0 {
        let limit = now.adding(seconds: -86_400 * Double(settings.callbackDays))
        let count = try await store.deleteCallbacks(closedBefore: limit, audit: stamp(now))
        if count > 0 { logger.notice("call-backs expired", metadata: ["count": "\(count)"]) }
      }
    } catch {
      logger.error("retention failed, it tries again", metadata: ["reason": "\(error)"])
    }
  }

  private func stamp(_ now: Timestamp) -> AuditStamp {
    AuditStamp(id: RandomName.make(), actor: "retention", time: now)
  }
}
