/// A conversation with everything that belongs to it.
struct ExportedConversation {
  private let conversation: StoredConversation
  private let turns: [StoredTurn]
  private let feedback: [Feedback]
  private let handOvers: [HandOver]
  /// The content is nil without a key.
  private let callbacks: [(ticket: CallbackTicket, content: String?)]

  init(
    _ conversation: StoredConversation, _ connection: any SQLConnection, _ key: CallbackKey?
  ) throws(StorageError) {
    self.conversation = conversation
    let id = SQLValue.text(conversation.id)
    turns = try connection.execute(
      "SELECT \(StoredTurn.columns) FROM turns WHERE conversation = $1 ORDER BY sequence", [id]
    ).map { row throws(StorageError) in try StoredTurn(row: row) }
    feedback = try connection.execute(
      "SELECT \(Feedback.columns) FROM feedback WHERE conversation = $1 ORDER BY created_at, id",
      [id]
    ).map { row throws(StorageError) in try Feedback(row: row) }
    handOvers = try connection.execute(
      "SELECT \(HandOver.columns) FROM hand_overs WHERE conversation = $1 ORDER BY created_at, id",
      [id]
    ).map { row throws(StorageError) in try HandOver(row: row) }
    callbacks = try connection.execute(
      """
      SELECT \(SealedCallback.columns) FROM callbacks WHERE conversation = $1
      ORDER BY created_at, id
      """, [id]
    ).map { row throws(StorageError) in
      let sealed = try SealedCallback(row: row)
      guard let key else { return (sealed.ticket, nil) }
      return (sealed.ticket, String(decoding: try sealed.open(with: key), as: UTF8.self))
    }
  }

  var json: JSONValue {
    .object([
      "id": .string(conversation.id),
      "channel": .string(conversation.channel),
      "sender": .string(conversation.sender),
      "language": .string(conversation.language),
      "owner": .string(conversation.owner.rawValue),
      "bot_type": .string(conversation.botType),
      "state": .embedded(conversation.state),
      "created_at": .time(conversation.createdAt),
      "updated_at": .time(conversation.updatedAt),
      "closed_at": .time(conversation.closedAt),
      "turns": .array(turns.map(Self.json)),
      "feedback": .array(feedback.map(Self.json)),
      "hand_overs": .array(handOvers.map(Self.json)),
      "callbacks": .array(
        callbacks.map { ticket, content in
          .object([
            "id": .string(ticket.id), "created_at": .time(ticket.createdAt),
            "closed_at": .time(ticket.closedAt), "content": .embedded(content),
          ])
        }),
    ])
  }

  private static func json(_ turn: StoredTurn) -> JSONValue {
    .object([
      "sequence": .integer(turn.sequence),
      "message_id": .string(turn.messageID),
      "created_at": .time(turn.createdAt),
      "utterance": .string(turn.utterance),
      "language": .string(turn.language),
      "judgement": json(turn.judgement),
      "ranking": .embedded(turn.ranking),
      "model": .string(turn.model),
      "other_judgement": turn.otherJudgement.map(json) ?? .null,
      "latency_microseconds": .integer(turn.latencyMicroseconds),
      "reply": .embedded(turn.reply),
      "rating": .integer(turn.rating),
      "outcome": .string(turn.outcome),
      "checked_intent": .string(turn.checkedIntent),
    ])
  }

  private static func json(_ judgement: StoredJudgement) -> JSONValue {
    .object([
      "bot": .string(judgement.bot), "decision": .string(judgement.decision),
      "intent": .string(judgement.intent), "confidence": .number(judgement.confidence),
    ])
  }

  private static func json(_ feedback: Feedback) -> JSONValue {
    .object([
      "id": .string(feedback.id), "sequence": .integer(feedback.sequence),
      "kind": .string(feedback.kind), "score": .integer(feedback.score),
      "comment": .string(feedback.comment), "created_at": .time(feedback.createdAt),
    ])
  }

  private static func json(_ handOver: HandOver) -> JSONValue {
    .object([
      "id": .string(handOver.id), "sequence": .integer(handOver.sequence),
      "reason": .string(handOver.reason), "state": .string(handOver.state.rawValue),
      "created_at": .time(handOver.createdAt), "taken_at": .time(handOver.takenAt),
      "closed_at": .time(handOver.closedAt),
    ])
  }
}
