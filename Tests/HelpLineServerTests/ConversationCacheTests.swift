import Dialogue
import Storage
import Text
import Testing

@testable import HelpLineServer

@Suite struct `The cache of conversations` {
  private func conversation(_ id: String) -> OpenConversation {
    OpenConversation(
      stored: StoredConversation(
        id: id, channel: "rest", sender: id, botType: "rules", createdAt: Timestamp(microseconds: 0)
      ), state: ConversationState(dialogue: Conversation(id: id, language: .kk)))
  }

  @Test(arguments: [500, 900])
  func `people who write in turn are all remembered after their first message`(count: Int) {
    let cache = ConversationCache()
    let keys = (0..<count).map { ConversationCache.Key(channel: "rest", sender: "\($0)") }
    for round in 0..<4 {
      var hits = 0
      for key in keys {
        if cache[key]?.stored.id == key.sender { hits += 1 }
        cache[key] = conversation(key.sender)
      }
      #expect(hits == (round == 0 ? 0 : count))
    }
  }

  @Test func `it holds no more than two generations`() {
    let cache = ConversationCache(capacity: 10)
    let keys = (0..<100).map { ConversationCache.Key(channel: "rest", sender: "\($0)") }
    for key in keys { cache[key] = conversation(key.sender) }
    #expect(keys.filter { cache[$0] != nil }.count <= 20)
    #expect(keys.suffix(10).allSatisfy { cache[$0] != nil })
  }
}
