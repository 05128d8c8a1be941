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
    try await add(to: handOver.conversation, recording: [.handOverChange(taken(handOver))]) {
      state, _ in
      guard state.owner != .person else {
        throw RequestError.conflict("a person has this conversation already")
      }
      state.dialogue.takeOver()
      return nil
    }
  }

  /// Sends what an operator wrote. Personal data is masked as in any message; the institution's own
  /// contacts stay readable.
  ///
  /// - Throws: 404 for an unknown hand-over, 409 if nobody has claimed it or `messageID` was used for
  ///   another text.
  func answer(handOver id: String, text: String, messageID: String?) async throws {
    let handOver = try await openHandOver(id)
    let text = OperatorText(knowledge: engine.current.knowledge, masker: masker).masked(text)
    let appended = try await add(
      to: handOver.conversation, messageID: messageID,
      recording: [.handOverChange(taken(handOver))]
    ) { state, _ in
      guard state.owner == .person else {
        throw RequestError.conflict("claim the hand-over before answering")
      }
      return RecordedReply(
        text, from: .person, language: state.dialogue.language.rawValue)
    }
    if case .replayed(let turn)? = appended {
      let earlier = try Self.reply(turn.reply)
      guard earlier.speaker == .person, earlier.texts == [text] else {
        throw RequestError.conflict("this message_id was used for another message")
      }
    }
    events.publish(.typing(false), to: handOver.conversation)
  }

  /// Gives the conversation back to the bot and closes the hand-over.
  func release(handOver id: String) async throws {
    let handOver = try await openHandOver(id)
    try await add(
      to: handOver.conversation, recording: [.handOverEnd(Timestamp(Date()))]
    ) { state, engine in
      state.dialogue.release()
      return Self.returnNotice(state, engine)
    }
  }

  /// Gives a conversation back in which a person waits too long, at `now`: nobody took the hand-over, or
  /// who took it is silent. The person is told at once, with a call-back on offer if nothing was
  /// answered.
  func giveBack(_ due: HandOver, at now: Timestamp) async throws {
    try await add(
      to: due.conversation, recording: [.handOverEnd(now)]
    ) { state, engine in
      // Read after the conversation: whatever changes it from here on moves the conversation too.
      guard let handOver = try await store.handOver(due.id), handOver.closedAt == nil,
        handOver.dueAt.map({ $0 <= now }) == true
      else { return nil }
      if state.owner == .bot {
        var settled = handOver
        settled.dueAt = nil
        try await store.update(settled)
        return nil
      }
      if state.owner == .person, try await isAnswered(due.conversation) {
        state.dialogue.release()
        return Self.returnNotice(state, engine)
      }
      let turn = engine.helpLine.lateTurn(in: &state.dialogue)
      return RecordedReply(turn.reply, pressed: nil)
    }
  }

  /// Whether the last word in a conversation is an operator's.
  private func isAnswered(_ conversation: String) async throws -> Bool {
    guard let stored = try await store.conversation(conversation) else { return false }
    let last = try await store.turns(of: conversation, after: stored.lastSequence - 1).last
    return try last.map { try Self.reply($0.reply).speaker == .person } ?? false
  }

  private static func returnNotice(_ state: ConversationState, _ engine: Engine) -> RecordedReply {
    let language = state.dialogue.language
    return RecordedReply(
      engine.knowledge.messages.text(.handOffReturned, in: language), from: .system,
      language: language.rawValue)
  }

  func openHandOver(_ id: String) async throws -> HandOver {
    guard let handOver = try await store.handOver(id), handOver.closedAt == nil else {
      throw RequestError.notFound("there is no open hand-over \(id.prefix(40))")
    }
    return handOver
  }

  /// A person has it, and has written or come now.
  private func taken(_ handOver: HandOver) -> HandOver {
    let now = Timestamp(Date())
    let seconds = engine.current.helpLine.settings.operatorSilenceSeconds
    return handOver.taken(at: now, dueAt: seconds > 0 ? now.adding(seconds: Double(seconds)) : nil)
  }

  /// Appends a turn that no message led to.
  ///
  /// - Parameter change: changes the state and gives the text, if any.
  @discardableResult
  private func add(
    to id: String, messageID: String? = nil, recording records: [TurnRecord],
    change: (inout ConversationState, Engine) async throws -> RecordedReply?
  ) async throws -> AppendedTurn? {
    let messageID = messageID ?? RandomName.make()
    for attempt in 1... {
      guard let stored = try await store.conversation(id) else {
        throw StorageError.unknownConversation(id)
      }
      let before = try ConversationState(json: stored.state)
      var state = before
      let reply = try await change(&state, engine.current)
      if reply == nil, state == before { return nil }
      let said = reply ?? .silence(state.dialogue.language.rawValue)
      let turn = StoredTurn(
        conversation: id, messageID: messageID, createdAt: Timestamp(Date()), utterance: "",
        language: said.language,
        judgement: StoredJudgement(bot: StoredTurn.person, decision: StoredTurn.person),
        latencyMicroseconds: 0, reply: said.json)
      let appended: AppendedTurn
      do {
        appended = try await store.append(
          turn,
          changing: ConversationChange(state: state.json, owner: state.owner.stored),
          after: stored.lastSequence, recording: records)
      } catch {
        guard case .conversationMoved = error, attempt < Self.attempts else { throw error }
        continue
      }
      conversations[ConversationCache.Key(channel: stored.channel, sender: stored.sender)] = nil
      events.publish(.turns, to: id)
      return appended
    }
    return nil
  }
}
