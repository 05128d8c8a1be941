import Foundation
import Testing

@testable import Storage

@Suite struct ForgetTests {
  private let key = try? CallbackKey(bytes: Data(repeating: 7, count: 32))

  private func fill(_ store: Store, _ id: String, sender: String, at time: Timestamp = at(0))
    async throws
  {
    _ = try await store.open(sampleConversation(id, sender: sender, at: time))
    try await store.append(
      sampleTurn(id, "m1", at: time), after: 0,
      recording: [
        .feedback(Feedback(id: "f" + id, conversation: id, kind: "rating", createdAt: time))
      ])
  }

  @Test(arguments: Driver.available)
  func `a conversation is exported whole, forgotten, and gone`(_ driver: Driver) async throws {
    try await withStore(driver, key: key) { store, _ in
      try await fill(store, "c1", sender: "s1")
      try await fill(store, "c2", sender: "s2")
      try await store.add(
        HandOver(id: "h1", conversation: "c1", reason: "missing_knowledge", createdAt: at(2)))
      try await store.add(
        StoredCallback(
          id: "b1", conversation: "c1", createdAt: at(3), content: Data(#"{"name":"А"}"#.utf8)))

      let data = try await store.export(conversation: "c1", audit: stamp("a1", 1))
      let json = try JSONDecoder().decode(JSONValue.self, from: data)
      guard case .object(let object) = json, case .array(let turns)? = object["turns"],
        case .object(let turn)? = turns.first
      else {
        Issue.record("an object with turns expected, found \(json)")
        return
      }
      #expect(object["sender"] == .string("s1"))
      #expect(object["created_at"] == .string("2026-09-21T14:13:20.000Z"))
      #expect(turn["utterance"] == .string("Стипендия қашан түседі?"))
      #expect(turn["reply"] == .object(["text": .string("25-күні")]))
      #expect(turn["ranking"] == .array([.array([.string("scholarship"), .number(0.3)])]))
      for (name, id) in [("feedback", "fc1"), ("hand_overs", "h1"), ("callbacks", "b1")] {
        guard case .array(let rows)? = object[name], case .object(let row)? = rows.first else {
          Issue.record("\(name) expected, found \(String(describing: object[name]))")
          return
        }
        #expect(rows.count == 1)
        #expect(row["id"] == .string(id))
        if name == "callbacks" { #expect(row["content"] == .object(["name": .string("А")])) }
      }

      #expect(try await store.forget(conversation: "c1", audit: stamp("a2", 2)).conversations == 1)
      #expect(try await store.conversation("c1") == nil)
      #expect(try await store.turns(of: "c1") == [])
      #expect(try await store.openHandOvers() == [])
      #expect(try await store.openCallbacks() == [])
      #expect(try await store.feedback(in: .all).map(\.id) == ["fc2"])
      await #expect(throws: StorageError.unknownConversation("c1")) {
        try await store.export(conversation: "c1", audit: stamp("a3", 3))
      }
      #expect(try await store.forget(conversation: "c1", audit: stamp("a4", 4)).conversations == 0)
      let lines = try await store.auditLines()
      #expect(
        lines.map { "\($0.action) \($0.subject) \($0.rows)" } == [
          "export conversation c1 1", "forget conversation c1 1", "export conversation c1 0",
          "forget conversation c1 0",
        ])
      #expect(lines.map(\.isErased) == [nil, true, nil, nil])
    }
  }

  @Test(arguments: Driver.available)
  func `a person is exported and forgotten on one channel`(_ driver: Driver) async throws {
    try await withStore(driver) { store, _ in
      try await fill(store, "c1", sender: "s")
      try await store.closeConversation("c1", at: at(1))
      try await fill(store, "c2", sender: "s", at: at(2))
      _ = try await store.open(sampleConversation("c3", sender: "s", channel: "rest"))
      let person = Person(channel: "web", sender: "s")
      let data = try await store.export(person, audit: stamp("a1", 1))
      guard case .object(let object) = try JSONDecoder().decode(JSONValue.self, from: data),
        case .array(let conversations)? = object["conversations"]
      else {
        Issue.record("an object with conversations expected")
        return
      }
      #expect(conversations.count == 2)
      #expect(try await store.forget(person, audit: stamp("a2", 2)).conversations == 2)
      #expect(try await store.statistics().conversations == 1)
      #expect(try await store.conversation("c3") != nil)
      let subjects = try await Set(store.auditLines().map(\.subject))
      #expect(subjects == [person.pseudonym], "the audit lines do not name the person")
    }
  }

  @Test(arguments: Driver.available)
  func `what is older than the limit is deleted, with forgotten hand-overs, but no open call-back`(
    _ driver: Driver
  ) async throws {
    try await withStore(driver, key: key) { store, _ in
      for index in 0..<5 {
        try await fill(store, "c\(index)", sender: "s\(index)", at: at(Int64(index) * 10))
      }
      for (id, conversation) in [("h0", "c0"), ("h1", "c1"), ("h4", "c4")] {
        try await store.add(
          HandOver(id: id, conversation: conversation, reason: "r", createdAt: at(0)))
      }
      try await store.add(
        StoredCallback(id: "b", conversation: "c1", createdAt: at(0), content: Data("x".utf8)))
      #expect(try await store.deleteExpired(olderThan: at(30), audit: stamp("a1", 90)) == 2)
      #expect(try await store.conversation("c0") == nil)
      #expect(try await store.conversation("c2") == nil)
      #expect(try await store.openHandOvers().map(\.id) == ["h1", "h4"])
      try await store.closeCallback("b", at: at(80))
      #expect(try await store.deleteExpired(olderThan: at(30), audit: stamp("a2", 91)) == 1)
      #expect(try await store.deleteExpired(olderThan: at(30), audit: stamp("a3", 92)) == 0)
      #expect(try await store.openHandOvers().map(\.id) == ["h4"], "its conversation goes on")
      let lines = try await store.auditLines()
      #expect(
        lines.map { "\($0.action) \($0.subject) \($0.rows)" } == [
          "delete expired conversations 2", "delete forgotten hand-overs 1",
          "delete expired conversations 1", "delete forgotten hand-overs 1",
        ], "a line where something was deleted, else none")
      #expect(lines.allSatisfy { $0.isErased == true })
    }
  }

  @Test(arguments: Driver.available)
  func `an old conversation with a new turn is kept`(_ driver: Driver) async throws {
    try await withStore(driver) { store, _ in
      try await fill(store, "c1", sender: "s1", at: at(0))
      try await store.append(sampleTurn("c1", "m2", at: at(50)), after: 1)
      #expect(try await store.deleteExpired(olderThan: at(50), audit: stamp("a1", 90)) == 0)
      #expect(try await store.deleteExpired(olderThan: at(51), audit: stamp("a2", 91)) == 1)
    }
  }

  @Test(arguments: Driver.available)
  func `expired conversations are found by an index`(_ driver: Driver) async throws {
    try await withStore(driver) { _, database in
      let connection = try database.connection()
      // In an empty table PostgreSQL's planner would read everything.
      if driver == .postgreSQL { _ = try connection.execute("SET enable_seqscan = off") }
      let explain = driver == .sqlite ? "EXPLAIN QUERY PLAN" : "EXPLAIN"
      let plan = try connection.execute(
        "\(explain) \(Store.deleteExpiredConversations)", [.time(at(30)), .integer(500)])
      #expect("\(plan)".contains("conversations_created"), "\(plan)")
      connection.close()
    }
  }

  @Test(arguments: Driver.available)
  func `to forget what there is not rewrites nothing`(_ driver: Driver) async throws {
    try await withStore(driver) { store, database in
      try await fill(store, "c1", sender: "s1")
      let before = try filesWritten(database)
      let nobody = Person(channel: "web", sender: "nobody")
      #expect(try await store.forget(nobody, audit: stamp("a1", 1)).conversations == 0)
      #expect(
        try await store.forget(conversation: "none", audit: stamp("a2", 2)).conversations == 0)
      #expect(try filesWritten(database) == before)
      #expect(try await store.auditLines().map(\.isErased) == [nil, nil])
    }
  }

  /// What a rewriting changes: the file behind a table, or the counter in an SQLite file's header.
  private func filesWritten(_ database: TestDatabase) throws -> [[SQLValue]] {
    let connection = try database.connection()
    defer { connection.close() }
    if database.folder != nil { return try connection.execute("PRAGMA schema_version") }
    return try connection.execute("SELECT pg_relation_filenode('turns')::text")
  }

  @Test func `a thousand expired conversations go in several steps with one line`() async throws {
    try await withStore(.sqlite) { store, _ in
      try await withThrowingTaskGroup(of: Void.self) { group in
        for index in 0..<1_100 {
          group.addTask { _ = try await store.open(sampleConversation("c\(index)")) }
        }
        try await group.waitForAll()
      }
      #expect(try await store.deleteExpired(olderThan: at(1), audit: stamp("a1", 9)) == 1_100)
      #expect(try await store.auditLines().map(\.rows) == [1_100])
    }
  }

  @Test(arguments: Driver.available)
  func `a removal of bytes that was interrupted is made up for at the next start`(
    _ driver: Driver
  ) async throws {
    try await withStore(driver) { store, database in
      var line = stamp("a1").line("forget conversation", subject: "c1", rows: 1)
      line.isErased = false
      try line.insert(into: database.connection())
      let next = try await Store(database.location, settings: .patient, time: at(1))
      #expect(try await next.auditLines().map(\.isErased) == [true])
      await next.close()
    }
  }

  @Test(arguments: Driver.available)
  func `bytes that a reader keeps are removed by the next attempt`(_ driver: Driver) async throws {
    var settings = StoreSettings.patient
    settings.lockSeconds = 0.2
    try await withStore(driver, settings: settings) { store, database in
      try await fill(store, "c1", sender: "s1")
      let reader = try database.connection()
      _ = try reader.execute(
        driver == .sqlite ? "BEGIN" : "BEGIN ISOLATION LEVEL REPEATABLE READ")
      _ = try reader.execute("SELECT COUNT(*) FROM turns")
      let forgotten = try await store.forget(conversation: "c1", audit: stamp("a1", 1))
      #expect(forgotten == Store.Forgotten(conversations: 1, isErased: false))
      #expect(try await store.conversation("c1") == nil, "the rows are deleted at once")
      let next = try await Store(database.location, settings: settings, time: at(1))
      await next.close()
      #expect(try await store.auditLines().map(\.isErased) == [false])
      _ = try reader.execute("ROLLBACK")
      // Transactions of other tests count as readers too: this store waits for them.
      let patient = try await Store(database.location, settings: .patient, time: at(2))
      try await patient.eraseDeleted()
      await patient.close()
      #expect(try await store.auditLines().map(\.isErased) == [true])
      reader.close()
    }
  }
}
