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

  @Test(arguments: Driver.allCases)
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

      #expect(try await store.forget(conversation: "c1", audit: stamp("a2", 2)) == 1)
      #expect(try await store.conversation("c1") == nil)
      #expect(try await store.turns(of: "c1") == [])
      #expect(try await store.openHandOvers() == [])
      #expect(try await store.openCallbacks() == [])
      #expect(try await store.feedback(in: .all).map(\.id) == ["fc2"])
      await #expect(throws: StorageError.unknownConversation("c1")) {
        try await store.export(conversation: "c1", audit: stamp("a3", 3))
      }
      #expect(try await store.forget(conversation: "c1", audit: stamp("a4", 4)) == 0)
      let lines = try await store.auditLines()
      #expect(
        lines.map { "\($0.action) \($0.subject) \($0.rows)" } == [
          "export conversation c1 1", "forget conversation c1 1", "export conversation c1 0",
          "forget conversation c1 0",
        ])
      #expect(lines.map(\.isErased) == [nil, true, nil, true])
    }
  }

  @Test(arguments: Driver.allCases)
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
      #expect(try await store.forget(person, audit: stamp("a2", 2)) == 2)
      #expect(try await store.statistics().conversations == 1)
      #expect(try await store.conversation("c3") != nil)
      let subjects = try await Set(store.auditLines().map(\.subject))
      #expect(subjects == [person.pseudonym], "the audit lines do not name the person")
    }
  }

  @Test(arguments: Driver.allCases)
  func `what is older than the limit is deleted, open wishes are kept`(
    _ driver: Driver
  ) async throws {
    try await withStore(driver, key: key) { store, _ in
      for index in 0..<5 {
        try await fill(store, "c\(index)", sender: "s\(index)", at: at(Int64(index) * 10))
      }
      try await store.add(HandOver(id: "h", conversation: "c0", reason: "r", createdAt: at(0)))
      try await store.add(
        StoredCallback(id: "b", conversation: "c1", createdAt: at(0), content: Data("x".utf8)))
      #expect(try await store.deleteExpired(olderThan: at(30), audit: stamp("a1", 90)) == 1)
      #expect(try await store.conversation("c2") == nil)
      #expect(try await store.statistics().conversations == 4)
      try await store.setHandOver("h", to: .closed, at: at(80))
      try await store.closeCallback("b", at: at(80))
      #expect(try await store.deleteExpired(olderThan: at(30), audit: stamp("a2", 91)) == 2)
      #expect(try await store.deleteExpired(olderThan: at(30), audit: stamp("a3", 92)) == 0)
      let lines = try await store.auditLines()
      #expect(lines.map(\.rows) == [1, 2], "a line where something was deleted, else none")
    }
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

  @Test(arguments: Driver.allCases)
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
}
