/// What a turn leaves behind in its conversation.
public struct ConversationChange: Sendable, Equatable {
  /// The dialogue's new state, JSON.
  public var state: String
  /// The language of the reply; nil keeps the one that is stored.
  public var language: String?
  /// Nil keeps the one that is stored.
  public var owner: StoredConversation.Owner?

  public init(state: String, language: String? = nil, owner: StoredConversation.Owner? = nil) {
    self.state = state
    self.language = language
    self.owner = owner
  }
}

/// What became of a turn that was appended.
public enum AppendedTurn: Sendable, Equatable {
  case stored(StoredTurn)
  /// The message id was seen before: this is the turn of that time, and nothing was stored now.
  case replayed(StoredTurn)

  /// The turn as it is stored.
  public var turn: StoredTurn {
    switch self {
    case .stored(let turn), .replayed(let turn): turn
    }
  }
}

extension Store {
  /// Stores a turn, the change of its conversation and what else came of it, all or nothing.
  ///
  /// - Parameters:
  ///   - turn: masked; its `sequence` is ignored.
  ///   - expected: the `lastSequence` of the conversation that the reply was decided on.
  ///   - records: hand-overs, feedback and call-backs that the turn makes; they get its number.
  /// - Returns: the stored turn with its number; for a message id that was seen before, the turn
  ///   of that time, so that the same reply is sent again.
  /// - Throws: `conversationMoved` if another turn came in between (two tabs): read the
  ///   conversation and decide anew; `unknownConversation`.
  public func append(
    _ turn: StoredTurn, changing change: ConversationChange, after expected: Int64,
    recording records: [TurnRecord] = []
  ) async throws(StorageError) -> AppendedTurn {
    let turn = masked(turn)
    let rows = try records.map { record throws(StorageError) in try row(of: record) }
    return try await write { connection throws(StorageError) in
      let updated = try connection.execute(
        """
        UPDATE conversations SET last_sequence = last_sequence + 1, state = $1,
          language = COALESCE($2, language), owner = COALESCE($3, owner), updated_at = $4
        WHERE id = $5 AND last_sequence = $6 AND NOT EXISTS (
          SELECT 1 FROM turns WHERE conversation = $5 AND message_id = $7)
        RETURNING last_sequence
        """,
        [
          .text(change.state), .text(change.language), .text(change.owner?.rawValue),
          .time(turn.createdAt), .text(turn.conversation), .integer(expected),
          .text(turn.messageID),
        ])
      guard let first = updated.first else {
        return try Self.explainRefusal(of: turn, after: expected, connection)
      }
      var reader = RowReader(first)
      var stored = turn
      stored.sequence = try reader.integer()
      _ = try connection.execute(Self.insertTurn, turn.values(sequence: stored.sequence))
      for row in rows {
        try row.insert(
          into: connection, conversation: stored.conversation, sequence: stored.sequence)
      }
      return .stored(stored)
    }
  }

  private static let insertTurn = """
    INSERT INTO turns (\(StoredTurn.columns))
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19,
      $20, $21)
    """

  private static func explainRefusal(
    of turn: StoredTurn, after expected: Int64, _ connection: any SQLConnection
  ) throws(StorageError) -> AppendedTurn {
    let replayed = try Self.turn(
      conversation: turn.conversation, messageID: turn.messageID, connection)
    if let replayed { return .replayed(replayed) }
    guard let conversation = try Self.conversation(turn.conversation, connection) else {
      throw .unknownConversation(turn.conversation)
    }
    throw .conversationMoved(
      id: turn.conversation, expected: expected, found: conversation.lastSequence)
  }

  /// The turn that a message led to, nil if the message is new. To be asked before the bots are.
  public func turn(
    conversation: String, messageID: String
  ) async throws(StorageError) -> StoredTurn? {
    try await reader.run { connection throws(StorageError) in
      try Self.turn(conversation: conversation, messageID: messageID, connection)
    }
  }

  /// The turns of a conversation in their order.
  ///
  /// - Parameters:
  ///   - sequence: only turns after this number.
  ///   - limit: the most turns to return.
  public func turns(
    of conversation: String, after sequence: Int64 = 0, limit: Int = 1_000
  ) async throws(StorageError) -> [StoredTurn] {
    try await reader.run { connection throws(StorageError) in
      let rows = try connection.execute(
        """
        SELECT \(StoredTurn.columns) FROM turns WHERE conversation = $1 AND sequence > $2
        ORDER BY sequence LIMIT $3
        """, [.text(conversation), .integer(sequence), .integer(Int64(limit))])
      return try rows.map { row throws(StorageError) in try StoredTurn(row: row) }
    }
  }

  private static func turn(
    conversation: String, messageID: String, _ connection: any SQLConnection
  ) throws(StorageError) -> StoredTurn? {
    let rows = try connection.execute(
      "SELECT \(StoredTurn.columns) FROM turns WHERE conversation = $1 AND message_id = $2",
      [.text(conversation), .text(messageID)])
    guard let row = rows.first else { return nil }
    return try StoredTurn(row: row)
  }
}
