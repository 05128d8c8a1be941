import Dialogue
import Foundation
import Storage

/// What the dialogue asks for outside itself, as rows that are stored with the turn. The store masks
/// their texts.
extension MessageHandler {
  func records(
    of effects: [Effect], in conversation: OpenConversation, at time: Timestamp
  ) throws -> [TurnRecord] {
    let patience = Double(engine.current.helpLine.settings.patienceSeconds)
    return try effects.compactMap { effect in
      let id = conversation.stored.id
      return switch effect {
      case .rating(let rating, _):
        .feedback(
          Feedback(
            id: RandomName.make(), conversation: id, sequence: conversation.state.lastAnswer,
            kind: "rating", score: rating.stars, createdAt: time))
      case .complaint(let text):
        .feedback(
          Feedback(
            id: RandomName.make(), conversation: id, kind: "complaint",
            comment: text, createdAt: time))
      case .survey(let answer):
        .feedback(
          Feedback(
            id: RandomName.make(), conversation: id, kind: answer.question.rawValue,
            score: Int64(answer.value), comment: answer.value, createdAt: time))
      case .handOff(let reason, _):
        .handOver(
          HandOver(
            id: RandomName.make(), conversation: id, reason: reason.rawValue, createdAt: time,
            // Else the bot has the conversation: a call-back is filled in.
            dueAt: conversation.state.owner == .waiting ? time.adding(seconds: patience) : nil))
      case .callback(let request):
        .callback(
          StoredCallback(
            id: RandomName.make(), conversation: id, createdAt: time,
            content: try Self.content(of: request)))
      case .deleteData, .exportData:
        nil
      }
    }
  }

  /// The end of what the conversation's hand-over was for: the person has changed their mind, or has
  /// ordered a call-back. Empty where there is nothing to end.
  static func handOverEnd(
    _ before: ConversationState, _ after: ConversationState, at time: Timestamp
  ) -> [TurnRecord] {
    before.isHandedOver && !after.isHandedOver ? [.handOverEnd(time)] : []
  }

  /// A call-back as it is sealed.
  static func content(of request: CallbackRequest) throws -> Data {
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    return try encoder.encode(request)
  }

  /// Notes a rating beside the answer it belongs to. Before the turn: repeating it changes nothing.
  func markRatings(_ effects: [Effect], in conversation: OpenConversation) async throws {
    for case .rating(let rating, _) in effects {
      guard let answer = conversation.state.lastAnswer else { continue }
      try await store.mark(
        .rating(rating.stars), conversation: conversation.stored.id, sequence: answer)
    }
  }

  /// Deletes all that is stored of a person. Bytes that a reader keeps in the files go with the hourly removal.
  func forget(_ person: Person, actor: String) async throws {
    let open = try await store.conversation(channel: person.channel, sender: person.sender)
    conversations[ConversationCache.Key(channel: person.channel, sender: person.sender)] = nil
    _ = try await store.forget(
      person, audit: AuditStamp(id: RandomName.make(), actor: actor, time: Timestamp(Date())))
    guard let open else { return }
    drafts[open.id] = nil
    events.publish(.forgotten, to: open.id)
  }
}

extension Rating {
  /// One to five: thumbs count as the ends.
  var stars: Int64 {
    switch self {
    case .good, .five: 5
    case .four: 4
    case .three: 3
    case .two: 2
    case .bad, .one: 1
    }
  }

  /// What the web chat shows of stored stars.
  static func thumb(ofStars stars: Int64?) -> Rating? {
    guard let stars, stars != 3 else { return nil }
    return stars > 3 ? .good : .bad
  }
}

extension Effect {
  /// Whether it is carried out before the turn is stored, in a transaction of its own.
  var isOutsideTurn: Bool {
    switch self {
    case .deleteData, .rating: true
    default: false
    }
  }
}
