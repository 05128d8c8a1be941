import Channels
import Dialogue
import Foundation
import Knowledge
import Storage
import Text

/// What people on duty do in a conversation: come, write, leave.
extension MessageHandler {
  /// Gives the conversation of a hand-over to a person; the bot is silent from now on.
  ///
  /// - Throws: 404 for an unknown hand-over, 409 if somebody else has it.
  func claim(handOver id: String) async throws {
    let handOver = try await openHandOver(id)
    guard handOver.state == .waiting else {
      throw RequestError.conflict("somebody has taken this hand-over already")
    }
    try await add(to: handOver.conversation, decision: StoredTurn.person) { state, _ in
      guard state.owner != .person else {
        throw RequestError.conflict("a person has this conversation already")
      }
      state.dialogue.takeOver()
      return nil
    }
    try await store.setHandOver(id, to: .taken, at: Timestamp(Date()))
  }

  /// Sends what an operator wrote. Personal data is masked as in any message; the institution's own
  /// contacts stay readable.
  ///
  /// - Throws: 404 for an unknown hand-over, 409 if nobody has claimed it.
  func answer(handOver id: String, text: String, messageID: String?) async throws {
    let handOver = try await openHandOver(id)
    let text = OperatorText(knowledge: engine.current.knowledge, masker: masker).masked(text)
    try await add(
      to: handOver.conversation, decision: StoredTurn.person, messageID: messageID
    ) { state, _ in
      guard state.owner == .person else {
        throw RequestError.conflict("claim the hand-over before answering")
      }
      return RecordedReply(
        text, from: .person, language: state.dialogue.language.rawValue)
    }
    events.publish(.typing(false), to: handOver.conversation)
  }

  /// Gives the conversation back to the bot and closes the hand-over.
  func release(handOver id: String) async throws {
    let handOver = try await openHandOver(id)
    try await add(to: handOver.conversation, decision: StoredTurn.person) { state, engine in
      state.dialogue.release()
      let language = state.dialogue.language
      return RecordedReply(
        engine.knowledge.messages.text(.handOffReturned, in: language), from: .system,
        language: language.rawValue)
    }
    try await store.setHandOver(id, to: .closed, at: Timestamp(Date()))
  }

  func openHandOver(_ id: String) async throws -> HandOver {
    guard let handOver = try await store.openHandOvers().first(where: { $0.id == id }) else {
      throw RequestError.notFound("there is no open hand-over \(id.prefix(40))")
    }
    return handOver
  }

  /// Appends a turn that no message led to.
  ///
  /// - Parameter change: changes the state and gives the text, if any.
  private func add(
    to id: String, decision: String, messageID: String? = nil,
    change: (inout ConversationState, Engine) throws -> RecordedReply?
  ) async throws {
    let messageID = messageID ?? RandomName.make()
    for attempt in 1... {
      guard let stored = try await store.conversation(id) else {
        throw StorageError.unknownConversation(id)
      }
      var state = try ConversationState(json: stored.state)
      let reply = try change(&state, engine.current) ?? .silence(state.dialogue.language.rawValue)
      let turn = StoredTurn(
        conversation: id, messageID: messageID, createdAt: Timestamp(Date()), utterance: "",
        language: reply.language,
        judgement: StoredJudgement(bot: StoredTurn.person, decision: decision),
        latencyMicroseconds: 0, reply: reply.json)
      do {
        _ = try await store.append(
          turn,
          changing: ConversationChange(state: state.json, owner: state.owner.stored),
          after: stored.lastSequence)
      } catch {
        guard case .conversationMoved = error, attempt < Self.attempts else { throw error }
        continue
      }
      conversations[ConversationCache.Key(channel: stored.channel, sender: stored.sender)] = nil
      events.publish(.turns, to: id)
      return
    }
  }
}
