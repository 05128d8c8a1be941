import Foundation
import Testing

@testable import Storage

/// What goes wrong outside: a clear error, nothing acknowledged that is not kept, and work goes on
/// when the trouble is over.
@Suite struct FailureTests {
  /// Gives up a lock soon, everything else late.
  private func quick() -> StoreSettings {
    var settings = StoreSettings.patient
    settings.lockSeconds = 0.2
    return settings
  }

  @Test(arguments: Driver.available)
  func `a lock held by another program is waited for, then named, then forgotten`(
    _ driver: Driver
  ) async throws {
    try await withStore(driver, settings: quick()) { store, database in
      _ = try await store.open(sampleConversation("c1"))
      let other = try database.connection()
      try other.begin()
      _ = try other.execute(
        "UPDATE conversations SET language = $1 WHERE id = $2", [.text("en"), .text("c1")])
      let error = await #expect(throws: StorageError.self) {
        try await store.append(sampleTurn("c1", "m1"), after: 0)
      }
      guard case .busy = error else {
        Issue.record("expected busy, found \(String(describing: error))")
        return
      }
      #expect(try await store.conversation("c1")?.lastSequence == 0, "reads are not locked out")
      try other.rollback()
      try await store.append(sampleTurn("c1", "m1"), after: 0)
      #expect(try await store.turns(of: "c1").count == 1)
    }
  }

  @Test func `a full disk is named, what was acknowledged stays, and room helps`() async throws {
    try await withDatabase(.sqlite) { database in
      var settings = quick()
      settings.maximumSQLitePages = 60
      let store = try await Store(database.location, settings: settings, time: at(0))
      _ = try await store.open(sampleConversation("c1"))
      var acknowledged: Int64 = 0
      var failure: StorageError?
      while failure == nil, acknowledged < 1_000 {
        do throws(StorageError) {
          let text = String(repeating: "ә", count: 900)
          try await store.append(
            sampleTurn("c1", "m\(acknowledged)", utterance: text), after: acknowledged)
          acknowledged += 1
        } catch {
          failure = error
        }
      }
      guard case .diskFull = failure else {
        Issue.record("expected a full disk, found \(String(describing: failure))")
        return
      }
      #expect(acknowledged > 10)
      #expect(try await Int64(store.turns(of: "c1").count) == acknowledged)
      await store.close()
      let roomy = try await Store(database.location, settings: .patient, time: at(1))
      try await roomy.append(sampleTurn("c1", "more"), after: acknowledged)
      await roomy.close()
    }
  }

  @Test func `a file that vanishes is named and not begun anew, and may come back`() async throws {
    try await withStore(.sqlite, settings: quick()) { store, database in
      _ = try await store.open(sampleConversation("c1"))
      try await store.append(sampleTurn("c1", "m1"), after: 0)
      // With the log in the file, so that moving the file moves everything.
      _ = try database.connection().execute("PRAGMA wal_checkpoint(TRUNCATE)")
      let away = database.path + ".away"
      try FileManager.default.moveItem(atPath: database.path, toPath: away)
      for _ in 0..<2 {
        await #expect(throws: StorageError.unavailable(reason: "no file \(database.path)")) {
          try await store.append(sampleTurn("c1", "m2"), after: 1)
        }
      }
      await #expect(throws: StorageError.self) { try await store.turns(of: "c1") }
      await #expect(throws: StorageError.self) { try await store.ping() }
      #expect(!FileManager.default.fileExists(atPath: database.path))
      try FileManager.default.moveItem(atPath: away, toPath: database.path)
      try await recovered(store)
      try await store.append(sampleTurn("c1", "m2"), after: 1)
      #expect(try await store.turns(of: "c1").count == 2)
    }
  }

  /// Returns when `store` answers again; the time limit is that of the test run.
  private func recovered(_ store: Store) async throws {
    for _ in 0..<1_000 {
      do {
        return try await store.ping()
      } catch {
        await Task.yield()
        try await Task.sleep(for: .milliseconds(10))
      }
    }
    try await store.ping()
  }

  @Test(arguments: [
    ("not a database at all, but long enough to be taken for one".utf8 + [], "damaged database"),
    (Array("SQLite format 3\0".utf8) + [UInt8](repeating: 9, count: 4_096), "damaged database"),
  ])
  func `a file that is no database is refused and left alone`(
    _ bytes: [UInt8], _ message: String
  ) async throws {
    try await withDatabase(.sqlite) { database in
      try Data(bytes).write(to: URL(filePath: database.path))
      let error = await #expect(throws: StorageError.self) {
        _ = try await Store(database.location, settings: .patient, time: at(0))
      }
      #expect(error?.description.hasPrefix(message) == true, "\(String(describing: error))")
      let left = try Data(contentsOf: URL(filePath: database.path))
      #expect(left == Data(bytes))
    }
  }

  @Test func `a folder that does not exist is named`() async throws {
    let error = await #expect(throws: StorageError.self) {
      _ = try await Store(.sqlite(path: "/nonexistent/senim.sqlite"), time: at(0))
    }
    guard case .unavailable = error else {
      Issue.record("expected unavailable, found \(String(describing: error))")
      return
    }
  }

  /// 192.0.2.1 is reserved for documentation (RFC 5737): nobody answers there.
  @Test(arguments: ["127.0.0.1:1", "192.0.2.1:5432"])
  func `a server that does not answer is given up in time`(_ address: String) {
    var settings = StoreSettings()
    settings.connectSeconds = 0.5
    let start = ContinuousClock.now
    let error = #expect(throws: StorageError.self) {
      try PostgreSQLConnection(
        url: "postgres://u:secret@\(address)/d", settings: settings, isReader: false)
    }
    // The kernel would try for two minutes; the rest is for a busy machine.
    #expect(start.duration(to: .now) < .seconds(60), "half a second is the setting")
    #expect(error?.description.contains("secret") == false)
  }

  @Test(arguments: Driver.available)
  func `more waiting writes than the limit are refused, those that wait are stored`(
    _ driver: Driver
  ) async throws {
    var settings = StoreSettings.patient
    settings.maximumWaitingWrites = 4
    try await withStore(driver, settings: settings) { store, database in
      // While another program holds the lock, no commit makes room.
      let other = try database.connection()
      try other.begin()
      if driver == .postgreSQL {
        _ = try other.execute("LOCK TABLE conversations IN EXCLUSIVE MODE")
      }
      // One to four are in the commit that waits for the lock, four wait for the next one.
      let certain = 200 - 8
      let refused = try await withThrowingTaskGroup(of: Bool.self) { group in
        for index in 0..<200 {
          group.addTask {
            do {
              _ = try await store.open(sampleConversation("c\(index)"))
              return false
            } catch StorageError.overloaded(waiting: 4) {
              return true
            }
          }
        }
        var refused: Int64 = 0
        for try await isRefused in group where isRefused {
          refused += 1
          if refused == certain { try other.rollback() }
        }
        return refused
      }
      #expect(refused >= certain)
      let stored = try await store.statistics().conversations
      #expect(stored == 200 - refused)
      other.close()
    }
  }

  @Test(arguments: StoreSettings.Durability.allCases)
  func `the file is opened as the settings say`(_ durability: StoreSettings.Durability) throws {
    let database = try TestDatabase(.sqlite)
    var settings = StoreSettings()
    settings.durability = durability
    let connection = try database.connection(settings: settings)
    for (pragma, expected) in [
      ("journal_mode", SQLValue.text("wal")), ("secure_delete", .integer(1)),
      ("foreign_keys", .integer(1)),
      ("synchronous", .integer(durability == .powerCut ? 2 : 1)),
    ] {
      #expect(try connection.execute("PRAGMA \(pragma)") == [[expected]], "\(pragma)")
    }
    connection.close()
    try database.remove()
  }

  @Test func `the log stays at its four thousand pages unless a reader holds it`() async throws {
    try await withStore(.sqlite) { store, database in
      let text = String(repeating: "x", count: 200_000)
      let group = 400_000
      var number = 0
      /// 24 MB; the most that the log held meanwhile.
      func fill() async throws -> Int {
        var most = 0
        for _ in 0..<120 {
          number += 1
          var conversation = sampleConversation("c\(number)")
          conversation.state = text
          _ = try await store.open(conversation)
          let log = try FileManager.default.attributesOfItem(atPath: database.path + "-wal")
          most = max(most, log[.size] as? Int ?? 0)
        }
        return most
      }
      // A frame of the log is a page and a header of 24 bytes.
      let limit = 4_000 * (4_096 + 24)
      let alone = try await fill()
      #expect(alone > limit * 9 / 10 && alone < limit + group, "\(alone)")
      let reader = try database.connection()
      _ = try reader.execute("BEGIN")
      _ = try reader.execute("SELECT COUNT(*) FROM turns")
      let held = try await fill()
      #expect(held > limit + group, "\(held)")
      reader.close()
    }
  }
}
