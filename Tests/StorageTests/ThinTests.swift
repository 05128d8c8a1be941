import Foundation
import Storage
import Testing

@Suite struct ThinTests {
  @Test func `stores a turn and reads it back`() async throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let store = try await Store(
      .sqlite(path: folder.appending(path: "a.sqlite").path), time: Timestamp(microseconds: 1))
    let opened = try await store.open(
      StoredConversation(
        id: "c1", channel: "web", sender: "s1", botType: "learning",
        createdAt: Timestamp(microseconds: 5)))
    #expect(opened.id == "c1")
    let turn = StoredTurn(
      conversation: "c1", messageID: "m1", createdAt: Timestamp(microseconds: 9),
      utterance: "Қайырлы күн", judgement: StoredJudgement(bot: "learning", decision: "answer"),
      latencyMicroseconds: 100, reply: "{}")
    let appended = try await store.append(turn, changing: .init(state: "{}"), after: 0)
    #expect(appended.turn.sequence == 1)
    let again = try await store.append(turn, changing: .init(state: "{}"), after: 1)
    #expect(again == .replayed(appended.turn))
    #expect(try await store.turns(of: "c1") == [appended.turn])
    await store.close()
  }
}
