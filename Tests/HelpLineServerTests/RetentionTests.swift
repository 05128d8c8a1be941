import Foundation
import Logging
@testable import Storage
import Testing

@testable import HelpLineServer

@Suite struct `Retention in rounds` {
  @Test func `a removal of bytes that was refused is tried again in each round`() async throws {
    let folder = try TemporaryFolder()
    defer { folder.remove() }
    let location = DatabaseLocation.sqlite(path: folder.path("senim.sqlite"))
    var storeSettings = StoreSettings()
    storeSettings.lockSeconds = 0.1
    let now = Timestamp(Date())
    let store = try await Store(location, settings: storeSettings, time: now)
    _ = try await store.open(
      StoredConversation(
        id: "c", channel: "web", sender: "s", botType: "rules", createdAt: now))
    let reader = try location.connect(storeSettings, role: .reader)
    _ = try reader.execute("BEGIN")
    _ = try reader.execute("SELECT COUNT(*) FROM conversations")
    let forgotten = try await store.forget(
      conversation: "c", audit: AuditStamp(id: "a", actor: "test", time: now))
    #expect(forgotten == Store.Forgotten(conversations: 1, isErased: false))
    // Also where nothing is deleted by its age.
    var settings = StorageSettings()
    settings.retentionDays = 0
    settings.callbackDays = 0
    var logger = Logger(label: "test")
    logger.logLevel = .critical
    let retention = Retention(store: store, settings: settings, logger: logger)
    await retention.deleteExpired(at: now)
    #expect(try await store.auditLines().map(\.isErased) == [false])
    _ = try reader.execute("ROLLBACK")
    await retention.deleteExpired(at: now)
    #expect(try await store.auditLines().map(\.isErased) == [true])
    reader.close()
    await store.close()
  }
}
