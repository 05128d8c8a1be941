import Foundation
import Testing

@testable import Storage

@Suite struct RecordTests {
  private func key(_ byte: UInt8) throws -> CallbackKey {
    try CallbackKey(bytes: Data(repeating: byte, count: 32))
  }

  private func request(_ id: String = "b1", _ conversation: String = "c1") -> StoredCallback {
    StoredCallback(
      id: id, conversation: conversation, createdAt: at(4),
      content: Data(#"{"name":"Әсем","phone":"+7 701 123 45 67"}"#.utf8))
  }

  @Test(arguments: Driver.available)
  func `a hand-over is stored with its turn, taken and closed`(_ driver: Driver) async throws {
    try await withStore(driver) { store, _ in
      _ = try await store.open(sampleConversation("c1"))
      let handOver = HandOver(
        id: "h1", conversation: "c1", reason: "customer_request", createdAt: at(1))
      try await store.append(
        sampleTurn("c1", "m1", decision: "hand_off"), after: 0, recording: [.handOver(handOver)])
      try await store.add(handOver)
      var expected = handOver
      expected.sequence = 1
      #expect(try await store.openHandOvers() == [expected])
      try await store.update(expected.taken(at: at(5), dueAt: at(9)))
      expected.state = .taken
      expected.takenAt = at(5)
      expected.dueAt = at(9)
      #expect(try await store.openHandOvers() == [expected])
      try await store.append(
        sampleTurn("c1", "m2"), after: 1, recording: [.handOverEnd(at(6))])
      #expect(try await store.openHandOvers() == [])
      expected.state = .closed
      expected.closedAt = at(6)
      #expect(try await store.handOver("h1") == expected)
      for id in ["h1", "h2"] {
        var other = expected
        other.id = id
        await #expect(throws: StorageError.unknownRecord(kind: "hand-over", id: id)) {
          try await store.update(other.taken(at: at(7), dueAt: nil))
        }
      }
    }
  }

  @Test(arguments: Driver.available)
  func `a conversation has one open hand-over, the last that was asked for`(
    _ driver: Driver
  ) async throws {
    try await withStore(driver) { store, _ in
      _ = try await store.open(sampleConversation("c1"))
      for (id, time) in [("h1", 1), ("h2", 2), ("h3", 3), ("h2", 4)] {
        try await store.add(
          HandOver(id: id, conversation: "c1", reason: "r", createdAt: at(Int64(time))))
      }
      #expect(try await store.openHandOvers().map(\.id) == ["h3"])
      #expect(try await store.handOver("h1")?.closedAt == at(2))
      #expect(try await store.handOver("h1")?.takenAt == nil)
      #expect(try await store.handOver("none") == nil)
    }
  }

  @Test(arguments: Driver.available)
  func `hand-overs are read page by page, also after one that is closed by now`(
    _ driver: Driver
  ) async throws {
    try await withStore(driver) { store, _ in
      for (id, time) in [("a", 2), ("b", 1), ("c", 2), ("d", 3)] {
        _ = try await store.open(sampleConversation(id))
        try await store.add(
          HandOver(
            id: id, conversation: id, reason: "r", createdAt: at(Int64(time)),
            dueAt: id == "b" ? nil : at(Int64(10 + time))))
      }
      #expect(try await store.openHandOvers(limit: 2).map(\.id) == ["b", "a"])
      try await store.append(sampleTurn("a", "m"), after: 0, recording: [.handOverEnd(at(6))])
      #expect(try await store.openHandOvers(after: "a").map(\.id) == ["c", "d"])
      await #expect(throws: StorageError.unknownRecord(kind: "hand-over", id: "x")) {
        try await store.openHandOvers(after: "x")
      }
      #expect(try await store.dueHandOvers(at: at(11)).map(\.id) == [])
      #expect(try await store.dueHandOvers(at: at(12)).map(\.id) == ["c"])
      #expect(try await store.dueHandOvers(at: at(99)).map(\.id) == ["c", "d"])
    }
  }

  @Test(arguments: Driver.available)
  func `feedback is stored once and listed by period`(_ driver: Driver) async throws {
    try await withStore(driver) { store, _ in
      _ = try await store.open(sampleConversation("c1"))
      let early = Feedback(
        id: "f1", conversation: "c1", sequence: 1, kind: "rating", score: -1, createdAt: at(3))
      let late = Feedback(
        id: "f2", conversation: "c1", kind: "survey", score: 5, comment: "Рақмет",
        createdAt: at(9))
      for feedback in [early, late, early] { try await store.add(feedback) }
      #expect(try await store.feedback(in: .all) == [early, late])
      #expect(try await store.feedback(in: Period(from: at(3), to: at(9))) == [early])
      await #expect(throws: StorageError.self) {
        try await store.add(
          Feedback(id: "f3", conversation: "none", kind: "rating", createdAt: at(1)))
      }
    }
  }

  @Test(arguments: Driver.available)
  func `a turn whose call-back cannot be sealed is not stored`(_ driver: Driver) async throws {
    try await withStore(driver) { store, _ in
      _ = try await store.open(sampleConversation("c1"))
      await #expect(throws: StorageError.noCallbackKey) {
        try await store.append(
          sampleTurn("c1", "m1"), after: 0, recording: [.callback(request())])
      }
      await #expect(throws: StorageError.noCallbackKey) { try await store.add(request()) }
      #expect(try await store.turns(of: "c1") == [])
    }
  }

  @Test(arguments: Driver.available)
  func `a call-back is sealed, opened with an audit line, closed and deleted`(
    _ driver: Driver
  ) async throws {
    try await withStore(driver, key: key(1)) { store, database in
      _ = try await store.open(sampleConversation("c1"))
      try await store.append(sampleTurn("c1", "m1"), after: 0, recording: [.callback(request())])
      let raw = try database.connection().execute("SELECT sealed FROM callbacks")
      var row = RowReader(try #require(raw.first))
      #expect(try row.blob().range(of: Data("701".utf8)) == nil)

      #expect(try await store.openCallbacks().map(\.id) == ["b1"])
      let opened = try await store.openCallback("b1", audit: stamp("a1", 8, actor: "Айгүл"))
      #expect(opened == request())
      let line = try #require(await store.auditLines().first)
      #expect(line.action == "open call-back")
      #expect(line.actor == "Айгүл")
      #expect(line.subject == "b1")

      try await store.closeCallback("b1", at: at(10))
      #expect(try await store.openCallbacks() == [])
      #expect(try await store.deleteCallbacks(closedBefore: at(10), audit: stamp("a2")) == 0)
      #expect(try await store.deleteCallbacks(closedBefore: at(11), audit: stamp("a3")) == 1)
      await #expect(throws: StorageError.unknownRecord(kind: "call-back", id: "b1")) {
        try await store.openCallback("b1", audit: stamp("a4"))
      }
      let lines = try await store.auditLines()
      #expect(lines.map(\.action).sorted() == ["delete closed", "open call-back"])
    }
  }

  @Test(arguments: Driver.available)
  func `a wrong key is named and leaves no audit line`(_ driver: Driver) async throws {
    try await withDatabase(driver) { database in
      let first = try await Store(
        database.location, settings: .patient, callbackKey: key(1), time: at(0))
      _ = try await first.open(sampleConversation("c1"))
      try await first.add(request())
      await first.close()
      let second = try await Store(
        database.location, settings: .patient, callbackKey: key(2), time: at(1))
      await #expect(
        throws: StorageError.wrongCallbackKey(
          callback: "b1", sealedWith: try key(1).id, configured: try key(2).id)
      ) {
        try await second.openCallback("b1", audit: stamp("a1"))
      }
      #expect(try await second.auditLines() == [])
      await second.close()
    }
  }

  @Test(arguments: Driver.available)
  func `a call-back that was changed or moved to another row is refused`(
    _ driver: Driver
  ) async throws {
    try await withStore(driver, key: key(1)) { store, database in
      _ = try await store.open(sampleConversation("c1"))
      for id in ["b1", "b2"] { try await store.add(request(id)) }
      let connection = try database.connection()
      _ = try connection.execute(
        "UPDATE callbacks SET sealed = (SELECT sealed FROM callbacks WHERE id = $1) WHERE id = $2",
        [.text("b1"), .text("b2")])
      await #expect(throws: StorageError.damagedCallback("b2")) {
        try await store.openCallback("b2", audit: stamp("a1"))
      }
      _ = try connection.execute(
        "UPDATE callbacks SET sealed = $1 WHERE id = $2",
        [.blob(Data([0, 255, 1])), .text("b1")])
      await #expect(throws: StorageError.damagedCallback("b1")) {
        try await store.openCallback("b1", audit: stamp("a2"))
      }
    }
  }

  @Test(arguments: [
    ("AAECAw==", "invalid call-back key: 4 bytes, expected 32"),
    ("not Base64!", "invalid call-back key: not Base64"),
    ("", "invalid call-back key: 0 bytes, expected 32"),
  ])
  func `an unusable key is refused`(_ text: String, _ message: String) {
    let error = #expect(throws: StorageError.self) { try CallbackKey(base64: text) }
    #expect(error?.description == message)
  }
}
