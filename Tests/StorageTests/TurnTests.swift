import Testing

@testable import Storage

@Suite struct TurnTests {
  @Test(arguments: Driver.available)
  func `a conversation and its turns come back as they were stored`(_ driver: Driver) async throws {
    try await withStore(driver) { store, _ in
      let conversation = sampleConversation("c1")
      #expect(try await store.open(conversation) == conversation)
      var first = sampleTurn("c1", "m1")
      first.otherJudgement = StoredJudgement(
        bot: "rules", decision: "clarify", intent: "tuition_fee", confidence: nil)
      let second = sampleTurn("c1", "m2", decision: "fallback", intent: nil, at: at(2))
      let change = ConversationChange(state: #"{"questions":1}"#, language: "ru", owner: .person)
      let stored = try await store.append(first, changing: change, after: 0)
      try await store.append(second, after: 1)

      first.sequence = 1
      #expect(stored == .stored(first))
      let turns = try await store.turns(of: "c1")
      #expect(turns.map(\.messageID) == ["m1", "m2"])
      #expect(turns.first == first)
      #expect(try await store.turns(of: "c1", after: 1).map(\.sequence) == [2])
      let changed = try #require(await store.conversation("c1"))
      #expect(changed.language == "ru")
      #expect(changed.owner == .person)
      #expect(changed.state == "{}")
      #expect(changed.lastSequence == 2)
      #expect(changed.updatedAt == at(2))
      #expect(changed.createdAt == at(0))
      #expect(try await store.conversation(channel: "web", sender: "sender of c1") == changed)
    }
  }

  @Test(arguments: [
    "", "Әріптер: ӘәҒғҚқҢңӨөҰұҮүҺһІі", "👩🏽‍🎓 emoji", "'; DROP TABLE turns; --",
    "<script>alert(1)</script>",
    "$1 ? :name %s \\ \" \u{1}\u{7f}\u{202e}\r\n\t", String(repeating: "ұзақ ", count: 20_000),
  ])
  func `any text comes back unchanged`(_ text: String) async throws {
    for driver in Driver.available {
      try await withStore(driver) { store, _ in
        _ = try await store.open(sampleConversation("c1"))
        try await store.append(sampleTurn("c1", "m1", utterance: text), after: 0)
        #expect(try await store.turns(of: "c1").first?.utterance == text)
      }
    }
  }

  @Test(arguments: Driver.available)
  func `text with U+0000 is refused and nothing is stored`(_ driver: Driver) async throws {
    try await withStore(driver) { store, _ in
      _ = try await store.open(sampleConversation("c1"))
      await #expect(throws: StorageError.invalidText(reason: "U+0000 in \"a\u{0}b\"")) {
        try await store.append(sampleTurn("c1", "m1", utterance: "a\u{0}b"), after: 0)
      }
      #expect(try await store.conversation("c1")?.lastSequence == 0)
    }
  }

  @Test(arguments: Driver.available)
  func `a replayed message returns the first reply and stores nothing`(
    _ driver: Driver
  ) async throws {
    try await withStore(driver) { store, _ in
      _ = try await store.open(sampleConversation("c1"))
      let first = try await store.append(sampleTurn("c1", "m1"), after: 0)
      try await store.append(sampleTurn("c1", "m2"), after: 1)
      var again = sampleTurn("c1", "m1")
      again.reply = #"{"text":"another reply"}"#
      for expected: Int64 in [0, 1, 2] {
        #expect(try await store.append(again, after: expected) == .replayed(first.turn))
      }
      #expect(try await store.turn(conversation: "c1", messageID: "m1") == first.turn)
      #expect(try await store.turn(conversation: "c1", messageID: "m3") == nil)
      #expect(try await store.turns(of: "c1").count == 2)
      #expect(try await store.conversation("c1")?.lastSequence == 2)
    }
  }

  @Test(arguments: Driver.available)
  func `of two tabs at once one is asked to decide anew`(_ driver: Driver) async throws {
    try await withStore(driver) { store, _ in
      _ = try await store.open(sampleConversation("c1"))
      let results = await withTaskGroup(of: Result<AppendedTurn, StorageError>.self) { group in
        for tab in ["a", "b"] {
          group.addTask {
            do throws(StorageError) {
              return .success(try await store.append(sampleTurn("c1", tab), after: 0))
            } catch {
              return .failure(error)
            }
          }
        }
        return await group.reduce(into: []) { $0.append($1) }
      }
      let moved = StorageError.conversationMoved(id: "c1", expected: 0, found: 1)
      #expect(results.count { $0 == .failure(moved) } == 1)
      #expect(try await store.turns(of: "c1").count == 1)
    }
  }

  @Test(arguments: Driver.available)
  func `one refused write does not harm the others of its group`(_ driver: Driver) async throws {
    try await withStore(driver) { store, _ in
      for index in 0..<20 { _ = try await store.open(sampleConversation("c\(index)")) }
      let failures = await withTaskGroup(of: Bool.self) { group in
        for index in 0..<40 {
          group.addTask {
            do {
              try await store.append(sampleTurn("c\(index)", "m1"), after: 0)
              return false
            } catch {
              return error as? StorageError == .unknownConversation("c\(index)")
            }
          }
        }
        return await group.reduce(into: 0) { $0 += $1 ? 1 : 0 }
      }
      #expect(failures == 20)
      #expect(try await store.statistics().turns == 20)
    }
  }

  @Test(arguments: Driver.available)
  func `twenty writers of a hundred turns leave two thousand in order`(
    _ driver: Driver
  ) async throws {
    try await withStore(driver) { store, _ in
      try await withThrowingTaskGroup(of: Void.self) { group in
        for writer in 0..<20 {
          group.addTask {
            let id = "c\(writer)"
            _ = try await store.open(sampleConversation(id))
            for turn: Int64 in 0..<100 {
              let appended = try await store.append(sampleTurn(id, "m\(turn)"), after: turn)
              #expect(appended.turn.sequence == turn + 1)
              #expect(try await store.conversation(id)?.lastSequence == turn + 1)
            }
          }
        }
        try await group.waitForAll()
      }
      let statistics = try await store.statistics()
      #expect(statistics.turns == 2_000)
      #expect(statistics.commits < statistics.committedWrites, "writes share commits")
      for writer in 0..<20 {
        let turns = try await store.turns(of: "c\(writer)")
        #expect(turns.map(\.sequence) == Array(1...100))
      }
    }
  }

  @Test(arguments: Driver.available)
  func `marks are noted beside a turn and can be taken back`(_ driver: Driver) async throws {
    try await withStore(driver) { store, _ in
      _ = try await store.open(sampleConversation("c1"))
      try await store.append(sampleTurn("c1", "m1"), after: 0)
      for mark in [TurnMark.rating(1), .outcome("confirmed"), .checkedIntent("tuition_fee")] {
        try await store.mark(mark, conversation: "c1", sequence: 1)
      }
      let turn = try #require(await store.turns(of: "c1").first)
      #expect(turn.rating == 1)
      #expect(turn.outcome == "confirmed")
      #expect(turn.checkedIntent == "tuition_fee")
      try await store.mark(.rating(nil), conversation: "c1", sequence: 1)
      #expect(try await store.turns(of: "c1").first?.rating == nil)
      await #expect(throws: StorageError.unknownTurn(conversation: "c1", sequence: 2)) {
        try await store.mark(.rating(1), conversation: "c1", sequence: 2)
      }
    }
  }

  @Test(arguments: Driver.available)
  func `personal data that reached the store open is masked`(_ driver: Driver) async throws {
    try await withStore(driver) { store, _ in
      _ = try await store.open(sampleConversation("c1"))
      let text = "Менің нөмірім 8 701 123 45 67"
      let feedback = Feedback(
        id: "f1", conversation: "c1", kind: "complaint", comment: text, createdAt: at(3))
      try await store.append(
        sampleTurn("c1", "m1", utterance: text), after: 0, recording: [.feedback(feedback)])
      #expect(try await store.turns(of: "c1").first?.utterance == "Менің нөмірім <phone>")
      #expect(try await store.feedback(in: .all).map(\.comment) == ["Менің нөмірім <phone>"])
    }
  }

  @Test(arguments: Driver.available)
  func `what an operator finds is noted whole, with an audit line, or not at all`(
    _ driver: Driver
  ) async throws {
    try await withStore(driver) { store, _ in
      _ = try await store.open(sampleConversation("c1"))
      try await store.append(sampleTurn("c1", "m1"), after: 0)
      let marks: [TurnMark] = [.checkedIntent("grants"), .outcome("wrong")]
      await #expect(throws: StorageError.unknownTurn(conversation: "c1", sequence: 2)) {
        try await store.mark(marks, conversation: "c1", sequence: 2, audit: stamp("a1", 1))
      }
      #expect(try await store.auditLines() == [])
      try await store.mark(marks, conversation: "c1", sequence: 1, audit: stamp("a2", 2))
      let turn = try #require(try await store.turns(of: "c1").first)
      #expect(turn.checkedIntent == "grants" && turn.outcome == "wrong")
      let line = try #require(try await store.auditLines().first)
      #expect(line.action == "check turn" && line.subject == "c1/1" && line.isErased == nil)
    }
  }
}
