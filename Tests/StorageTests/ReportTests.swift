import Testing

@testable import Storage

@Suite struct ReportTests {
  /// Two conversations: c1 with answers in a duel, c2 handed over after a fallback.
  private func fill(_ store: Store) async throws {
    _ = try await store.open(sampleConversation("c1", at: at(0)))
    _ = try await store.open(sampleConversation("c2", at: at(100)))
    for index: Int64 in 0..<3 {
      var turn = sampleTurn("c1", "m\(index)", at: at(index))
      turn.outcome = index < 2 ? "confirmed" : "silent"
      turn.otherJudgement = StoredJudgement(bot: "rules", decision: "fallback")
      try await store.append(turn, after: index)
    }
    try await store.mark(.rating(1), conversation: "c1", sequence: 1)
    try await store.mark(.checkedIntent("tuition_fee"), conversation: "c1", sequence: 3)
    try await store.append(
      sampleTurn("c2", "m1", decision: "fallback", intent: nil, at: at(100)), after: 0)
    try await store.append(
      sampleTurn("c2", "m2", decision: "hand_off", intent: nil, at: at(101)), after: 1,
      recording: [
        .handOver(HandOver(id: "h", conversation: "c2", reason: "r", createdAt: at(101)))
      ])
    try await store.append(
      sampleTurn("c2", "m3", decision: "answer", at: at(102)), after: 2)
  }

  @Test(arguments: Driver.available)
  func `outcomes are counted by what they have in common`(_ driver: Driver) async throws {
    try await withStore(driver) { store, _ in
      try await fill(store)
      let counts = try await store.outcomes(in: .all)
      func line(_ count: OutcomeCount) -> String {
        let rating = count.rating.map { "\($0)" } ?? "-"
        return "\(count.decision) \(count.intent ?? "-") \(count.outcome ?? "-") \(rating) "
          + "\(count.isHandedOver) \(count.count)"
      }
      #expect(
        Set(counts.map(line)) == [
          "answer scholarship confirmed 1 false 1", "answer scholarship confirmed - false 1",
          "answer scholarship silent - false 1", "fallback - - - true 1",
          "hand_off - - - true 1", "answer scholarship - - false 1",
        ])
      #expect(try await store.outcomes(in: Period(from: at(0), to: at(2))).map(\.count) == [1, 1])
    }
  }

  @Test(arguments: Driver.available)
  func `duels are counted with ratings and checked intents`(_ driver: Driver) async throws {
    try await withStore(driver) { store, _ in
      try await fill(store)
      let counts = try await store.duels(in: .all)
      #expect(counts.reduce(0) { $0 + $1.count } == 3)
      #expect(counts.allSatisfy { $0.otherJudgement.decision == "fallback" })
      #expect(counts.filter { $0.rating == 1 }.map(\.count) == [1])
      #expect(counts.filter { $0.checkedIntent == "tuition_fee" }.map(\.count) == [1])
    }
  }

  @Test(arguments: Driver.available)
  func `unanswered turns, containment and sizes`(_ driver: Driver) async throws {
    try await withStore(driver) { store, _ in
      try await fill(store)
      #expect(try await store.turns(in: .all).map(\.messageID) == ["m1"])
      let chosen = try await store.turns(in: .all, decided: ["fallback", "hand_off"], limit: 9)
      #expect(chosen.map(\.sequence) == [1, 2])
      #expect(try await store.turns(in: .all, decided: []) == [])
      #expect(
        try await store.conversationCounts(in: .all)
          == ConversationCounts(started: 2, handedOver: 1))
      #expect(
        try await store.conversationCounts(in: Period(from: at(0), to: at(100)))
          == ConversationCounts(started: 1, handedOver: 0))
      let statistics = try await store.statistics()
      #expect(statistics.conversations == 2)
      #expect(statistics.turns == 6)
      #expect(statistics.openHandOvers == 1)
      #expect(statistics.openCallbacks == 0)
      #expect(statistics.bytes > 4_096)
    }
  }
}
