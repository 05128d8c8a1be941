import Channels
import Dialogue
import Foundation
import Logging
import Metrics
import PersonalData
import Storage
import Text

/// A message goes in, a stored turn comes out: the spine of the server.
///
///     conversation ← store · utterance → engine → turn → store (masks) · publish
struct MessageHandler: Sendable {
  let store: Store
  let engine: LiveEngine
  let events: EventHub
  let drafts: CallbackDrafts
  let logger: Logger
  let conversations = ConversationCache()
  let masker = PersonalDataMasker()
  private let deletions = Deletions()
  private let timer = Metrics.Timer(label: "helpline.reply")
  private let counters = MessageCounters()

  /// What became of a message.
  struct Handled: Sendable {
    let turn: StoredTurn
    let reply: RecordedReply
    let owner: ConversationState.Owner
    /// The message had been answered before: this is that answer.
    var isReplay: Bool
    /// The person's data was deleted, this turn with it.
    var isForgotten = false
    /// The person asked for a copy of the data.
    var isExport = false
  }

  /// Turns that may come in between before a client is asked to try again.
  static let attempts = 64

  /// Answers a message; when this returns, the turn is stored.
  ///
  /// - Throws: `StorageError`; nothing is stored then. `RequestError` 409 where the message's name
  ///   was used for another text.
  func handle(_ message: IncomingMessage) async throws -> Handled {
    let start = ContinuousClock.now
    if var deletion = deletions.handled(message) {
      try check(message, replaying: deletion.turn)
      deletion.isReplay = true
      return deletion
    }
    var attempt = 1
    while true {
      do {
        let handled = try await handleOnce(message, since: start)
        let duration = ContinuousClock.now - start
        timer.recordNanoseconds(Int64(duration / .nanoseconds(1)))
        counters.count(
          decision: handled.turn.judgement.decision, language: handled.reply.language)
        return handled
      } catch StorageError.conversationMoved where attempt < Self.attempts {
        attempt += 1
        conversations[key(of: message)] = nil
      } catch StorageError.unknownConversation where attempt < Self.attempts {
        // It was deleted in the meantime: the message begins a new one.
        attempt += 1
        conversations[key(of: message)] = nil
      }
    }
  }

  func key(of message: IncomingMessage) -> ConversationCache.Key {
    ConversationCache.Key(channel: message.channel, sender: message.sender)
  }

  private func handleOnce(
    _ message: IncomingMessage, since start: ContinuousClock.Instant
  ) async throws -> Handled {
    let engine = engine.current
    let now = Timestamp(Date())
    var conversation = try await open(message, engine: engine, at: now)
    let id = conversation.stored.id
    let seconds = Int(now.microseconds / 1_000_000)
    let isOnDuty = engine.helpLine.settings.workingHours.closing(at: seconds) != nil
    var draft = drafts[id]
    let before = conversation.state
    let turn = engine.helpLine.turn(
      for: UserMessage(
        message.text, time: seconds, isPersonOnDuty: isOnDuty, isReachable: message.isReachable,
        interface: message.language),
      in: &conversation.state.dialogue, callback: &draft
    ) { engine.judgements(of: $0, conversation: id) }

    if turn.decision?.isAnswer == true {
      conversation.state.lastAnswer = conversation.stored.lastSequence + 1
    }
    let reply = RecordedReply(turn.reply, pressed: message.pressed.map { masker.mask($0).text })
    let stored = StoredTurn(
      message, turn, reply: reply.json, conversation: id, engine: engine,
      utterance: turn.isPersonal ? PersonalText.mask : message.text, at: now,
      latencyMicroseconds: Int64((ContinuousClock.now - start) / .microseconds(1)))
    // What is done outside the turn's own transaction must not be done again.
    if turn.effects.contains(where: \.isOutsideTurn),
      let earlier = try await store.turn(conversation: id, messageID: message.messageID)
    {
      return try finish(
        .replayed(earlier), reply: reply, draft: nil, conversation: conversation,
        message: message)
    }
    if turn.effects.contains(.deleteData) {
      try await forget(Person(channel: message.channel, sender: message.sender), actor: "chat")
      let handled = Handled(
        turn: stored, reply: reply, owner: .bot, isReplay: false, isForgotten: true)
      deletions.add(handled, to: message)
      return handled
    }
    try await markRatings(turn.effects, in: conversation)
    let appended = try await store.append(
      stored,
      changing: ConversationChange(
        state: conversation.state.json, language: turn.reply.language.rawValue,
        owner: conversation.state.owner.stored),
      after: conversation.stored.lastSequence,
      recording: try records(of: turn.effects, in: conversation, at: now)
        + Self.handOverEnd(before, conversation.state, at: now))
    var handled = try finish(
      appended, reply: reply, draft: draft, conversation: conversation, message: message)
    handled.isExport = turn.effects.contains(.exportData)
    return handled
  }

  /// Remembers a stored turn and tells who listens; a replay is answered as it was then.
  func finish(
    _ appended: AppendedTurn, reply: RecordedReply, draft: CallbackRequest?,
    conversation: OpenConversation, message: IncomingMessage
  ) throws -> Handled {
    let turn = appended.turn
    if case .replayed = appended {
      conversations[key(of: message)] = nil
      try check(message, replaying: turn)
      return Handled(
        turn: turn, reply: try Self.reply(turn.reply), owner: conversation.state.owner,
        isReplay: true)
    }
    var conversation = conversation
    conversation.stored.lastSequence = turn.sequence
    // Read already; the cache need not hold it twice.
    conversation.stored.state = ""
    conversations[key(of: message)] = conversation
    drafts[turn.conversation] = draft
    events.publish(.turns, to: turn.conversation)
    return Handled(turn: turn, reply: reply, owner: conversation.state.owner, isReplay: false)
  }

  /// - Throws: 409 where the message's name was used for another text.
  private func check(_ message: IncomingMessage, replaying turn: StoredTurn) throws {
    guard
      [masker.mask(message.text).text, message.text, PersonalText.mask].contains(turn.utterance)
    else { throw RequestError.conflict("this message_id was used for another message") }
  }

  /// The sender's open conversation; a new one where there is none.
  func open(
    _ message: IncomingMessage, engine: Engine, at now: Timestamp
  ) async throws -> OpenConversation {
    let key = key(of: message)
    if let known = conversations[key] { return known }
    if let stored = try await store.conversation(channel: key.channel, sender: key.sender) {
      return OpenConversation(stored: stored, state: try ConversationState(json: stored.state))
    }
    let id = RandomName.make()
    let dialogue = Conversation(id: id, language: message.language ?? .kk)
    let state = ConversationState(dialogue: dialogue)
    let stored = try await store.open(
      StoredConversation(
        id: id, channel: key.channel, sender: key.sender, language: dialogue.language.rawValue,
        botType: engine.serving(conversation: id).rawValue, state: state.json,
        createdAt: now))
    // Somebody else may have opened it at the same moment.
    return OpenConversation(stored: stored, state: try ConversationState(json: stored.state))
  }

  static func reply(_ json: String) throws -> RecordedReply {
    try JSONDecoder().decode(RecordedReply.self, from: Data(json.utf8))
  }
}

/// What stands in a turn in place of a call-back's field.
enum PersonalText {
  static let mask = "<callback>"
}

extension Decision {
  /// The person asked for something and got it.
  var isAnswer: Bool {
    switch self {
    case .answer, .guide: true
    default: false
    }
  }
}
