import Testing

@testable import Storage

@Suite struct ConversationTests {
  @Test(arguments: Driver.allCases)
  func `a person has one open conversation on a channel whoever asks first`(
    _ driver: Driver
  ) async throws {
    try await withStore(driver) { store, _ in
      let ids = try await withThrowingTaskGroup(of: String.self) { group in
        for index in 0..<20 {
          group.addTask {
            try await store.open(sampleConversation("c\(index)", sender: "s")).id
          }
        }
        return try await group.reduce(into: Set<String>()) { $0.insert($1) }
      }
      #expect(ids.count == 1)
      #expect(try await store.statistics().conversations == 1)
      let other = try await store.open(sampleConversation("x", sender: "s", channel: "rest"))
      #expect(other.id == "x")
    }
  }

  @Test(arguments: Driver.allCases)
  func `after a conversation is closed the next one is new`(_ driver: Driver) async throws {
    try await withStore(driver) { store, _ in
      _ = try await store.open(sampleConversation("c1", sender: "s"))
      try await store.closeConversation("c1", at: at(5))
      #expect(try await store.conversation(channel: "web", sender: "s") == nil)
      #expect(try await store.open(sampleConversation("c2", sender: "s")).id == "c2")
      #expect(try await store.conversation("c1")?.closedAt == at(5))
      try await store.closeConversation("c1", at: at(9))
      #expect(try await store.conversation("c1")?.closedAt == at(5), "the first time stays")
    }
  }

  @Test(arguments: Driver.allCases)
  func `a known id of another person is refused`(_ driver: Driver) async throws {
    try await withStore(driver) { store, _ in
      _ = try await store.open(sampleConversation("c1", sender: "a"))
      let error = await #expect(throws: StorageError.self) {
        try await store.open(sampleConversation("c1", sender: "b"))
      }
      guard case .conflict = error else {
        Issue.record("expected a conflict, found \(String(describing: error))")
        return
      }
    }
  }

  @Test(arguments: Driver.allCases)
  func `the owner can be changed and unknown conversations are named`(
    _ driver: Driver
  ) async throws {
    try await withStore(driver) { store, _ in
      _ = try await store.open(sampleConversation("c1"))
      try await store.setOwner(.person, of: "c1", at: at(7))
      let conversation = try #require(await store.conversation("c1"))
      #expect(conversation.owner == .person)
      #expect(conversation.updatedAt == at(7))
      #expect(try await store.conversation("none") == nil)
      await #expect(throws: StorageError.unknownConversation("none")) {
        try await store.setOwner(.bot, of: "none", at: at(7))
      }
      await #expect(throws: StorageError.unknownConversation("none")) {
        try await store.closeConversation("none", at: at(7))
      }
      await #expect(throws: StorageError.unknownConversation("none")) {
        try await store.append(sampleTurn("none", "m"), after: 0)
      }
    }
  }

  @Test(arguments: Driver.allCases)
  func `a closed store says so and its data stays`(_ driver: Driver) async throws {
    try await withDatabase(driver) { database in
      let store = try await Store(database.location, settings: .patient, time: at(0))
      _ = try await store.open(sampleConversation("c1"))
      try await store.ping()
      await store.close()
      await #expect(throws: StorageError.closed) { try await store.ping() }
      await #expect(throws: StorageError.closed) {
        try await store.append(sampleTurn("c1", "m1"), after: 0)
      }
      let again = try await Store(database.location, settings: .patient, time: at(1))
      #expect(try await again.conversation("c1") != nil)
      await again.close()
    }
  }

  @Test(arguments: [
    ("senim.sqlite", DatabaseLocation.sqlite(path: "senim.sqlite"), "senim.sqlite"),
    (
      "postgres://u:secret@h:1/d", .postgreSQL(url: "postgres://u:secret@h:1/d"),
      "postgres://u:***@h:1/d"
    ),
    ("postgresql://h/d", .postgreSQL(url: "postgresql://h/d"), "postgresql://h/d"),
  ])
  func `a location is read and printed without its password`(
    _ text: String, _ location: DatabaseLocation, _ printed: String
  ) throws {
    #expect(try DatabaseLocation(text) == location)
    #expect(location.description == printed)
  }

  @Test func `an address of another kind is refused without its password`() {
    let error = #expect(throws: StorageError.self) { try DatabaseLocation("mysql://u:secret@h/d") }
    #expect(
      error?.description
        == "mysql://u:***@h/d is neither a file path nor a postgres:// or postgresql:// address")
  }
}
