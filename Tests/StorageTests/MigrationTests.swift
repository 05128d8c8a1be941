import Foundation
import Testing

@testable import Storage

@Suite struct MigrationTests {
  @Test func `versions count from one without gaps`() {
    #expect(Migration.all.map(\.version) == Array(1...Int64(Migration.all.count)))
  }

  @Test(arguments: Driver.available)
  func `migrating twice changes nothing the second time`(_ driver: Driver) async throws {
    try await withDatabase(driver) { database in
      let connection = try database.connection()
      let versions = Migration.all.map(\.version)
      #expect(try Migration.apply(Migration.all, to: connection, at: at(0)) == versions)
      #expect(try Migration.apply(Migration.all, to: connection, at: at(1)) == [])
      let times = try connection.execute("SELECT DISTINCT applied_at FROM schema_migrations")
      #expect(times == [[.time(at(0))]])
    }
  }

  @Test(arguments: Driver.available)
  func `a store opens a database of every earlier version`(_ driver: Driver) async throws {
    for version in 0...Migration.all.count {
      try await withDatabase(driver) { database in
        let connection = try database.connection()
        let earlier = Array(Migration.all.prefix(version))
        _ = try Migration.apply(earlier, to: connection, at: at(0))
        if version > 0 {
          _ = try connection.execute(
            """
            INSERT INTO conversations (\(StoredConversation.columns))
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
            """, sampleConversation("old").values)
        }
        connection.close()
        let store = try await Store(database.location, settings: .patient, time: at(1))
        _ = try await store.open(sampleConversation("new"))
        try await store.append(sampleTurn("new", "m1"), after: 0)
        #expect(try await store.statistics().conversations == (version > 0 ? 2 : 1))
        await store.close()
      }
    }
  }

  @Test(arguments: Driver.available)
  func `of several open hand-overs of a conversation the taken one stays, else the last`(
    _ driver: Driver
  ) async throws {
    try await withDatabase(driver) { database in
      let connection = try database.connection()
      _ = try Migration.apply(Array(Migration.all.prefix(8)), to: connection, at: at(0))
      for id in ["c1", "c2"] {
        _ = try connection.execute(
          """
          INSERT INTO conversations (\(StoredConversation.columns))
          VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
          """, sampleConversation(id).values)
      }
      for (id, conversation, state, time) in [
        ("h1", "c1", "taken", 1), ("h2", "c1", "waiting", 2), ("h3", "c2", "waiting", 1),
        ("h4", "c2", "waiting", 2), ("h5", "c2", "waiting", 2),
      ] {
        _ = try connection.execute(
          """
          INSERT INTO hand_overs (id, conversation, reason, state, created_at)
          VALUES ($1, $2, 'r', $3, $4)
          """, [.text(id), .text(conversation), .text(state), .time(at(Int64(time)))])
      }
      connection.close()
      let store = try await Store(database.location, settings: .patient, time: at(1))
      let open = try await store.openHandOvers()
      #expect(open.map(\.id) == ["h1", "h5"])
      #expect(open.map(\.dueAt) == [at(1).adding(seconds: 86_400), at(2).adding(seconds: 300)])
      #expect(try await store.handOver("h3")?.closedAt == at(1))
      await store.close()
    }
  }

  @Test(arguments: Driver.available)
  func `a database of a later version is refused`(_ driver: Driver) async throws {
    try await withStore(driver) { store, database in
      _ = try database.connection().execute(
        "INSERT INTO schema_migrations (version, name, applied_at) VALUES ($1, $2, $3)",
        [.integer(99), .text("future"), .integer(0)])
      let known = Int64(Migration.all.count)
      await #expect(throws: StorageError.newerSchema(found: 99, known: known)) {
        _ = try await Store(database.location, settings: .patient, time: at(1))
      }
    }
  }

  @Test(arguments: Driver.available)
  func `a step that fails leaves the version before it`(_ driver: Driver) async throws {
    try await withDatabase(driver) { database in
      let connection = try database.connection()
      let broken = Migration(
        version: 2, name: "broken",
        statements: ["CREATE TABLE half (id BIGINT)", "CREATE TABLE half (id BIGINT)"])
      #expect(throws: StorageError.self) {
        try Migration.apply([Migration.all[0], broken], to: connection, at: at(0))
      }
      #expect(try Migration.currentVersion(of: connection) == 1)
      let good = Migration(
        version: 2, name: "good", statements: ["CREATE TABLE half (id BIGINT)"])
      #expect(try Migration.apply([Migration.all[0], good], to: connection, at: at(1)) == [2])
    }
  }

  @Test(arguments: Driver.available)
  func `stores that open at the same moment migrate once`(_ driver: Driver) async throws {
    try await withDatabase(driver) { database in
      try await withThrowingTaskGroup(of: Void.self) { group in
        for _ in 0..<5 {
          group.addTask {
            let store = try await Store(database.location, settings: .patient, time: at(0))
            try await store.ping()
            await store.close()
          }
        }
        try await group.waitForAll()
      }
      let rows = try database.connection().execute("SELECT COUNT(*) FROM schema_migrations")
      #expect(rows == [[.integer(Int64(Migration.all.count))]])
    }
  }
}
