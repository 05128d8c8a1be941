/// A conversation that the bot gives to a person.
public struct HandOver: Sendable, Equatable {
  public enum State: String, Sendable, CaseIterable { case waiting, taken, closed }

  public var id: String
  public var conversation: String
  /// The turn that led to it.
  public var sequence: Int64?
  /// `customer_request`, `missing_knowledge`, …
  public var reason: String
  public var state: State
  public var createdAt: Timestamp
  public var takenAt: Timestamp?
  public var closedAt: Timestamp?

  /// A hand-over that waits for a person.
  public init(
    id: String, conversation: String, sequence: Int64? = nil, reason: String, createdAt: Timestamp
  ) {
    self.id = id
    self.conversation = conversation
    self.sequence = sequence
    self.reason = reason
    state = .waiting
    self.createdAt = createdAt
  }
}

extension HandOver {
  static let columns =
    "id, conversation, sequence, reason, state, created_at, taken_at, closed_at"

  init(row: [SQLValue]) throws(StorageError) {
    var row = RowReader(row)
    id = try row.text()
    conversation = try row.text()
    sequence = try row.optionalInteger()
    reason = try row.text()
    let stateName = try row.text()
    guard let state = State(rawValue: stateName) else {
      throw .unexpectedValue(column: 4, found: stateName, expected: "waiting, taken or closed")
    }
    self.state = state
    createdAt = try row.time()
    takenAt = try row.optionalTime()
    closedAt = try row.optionalTime()
  }

  func insert(into connection: any SQLConnection) throws(StorageError) {
    _ = try connection.execute(
      """
      INSERT INTO hand_overs (\(Self.columns)) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
      ON CONFLICT (id) DO NOTHING
      """,
      [
        .text(id), .text(conversation), .integer(sequence), .text(reason), .text(state.rawValue),
        .time(createdAt), .time(takenAt), .time(closedAt),
      ])
  }
}

extension Store {
  /// Stores a hand-over; one with a known id is stored already and changes nothing.
  ///
  /// - Throws: `conflict` if there is no such conversation.
  public func add(_ handOver: HandOver) async throws(StorageError) {
    try await write { connection throws(StorageError) in try handOver.insert(into: connection) }
  }

  /// Notes that a person took the hand-over, or that it is over. Its first times stay.
  ///
  /// - Throws: `unknownRecord`.
  public func setHandOver(
    _ id: String, to state: HandOver.State, at time: Timestamp
  ) async throws(StorageError) {
    try await write { connection throws(StorageError) in
      let taken: Timestamp? = state == .waiting ? nil : time
      let closed: Timestamp? = state == .closed ? time : nil
      let rows = try connection.execute(
        """
        UPDATE hand_overs SET state = $1, taken_at = COALESCE(taken_at, $2),
          closed_at = COALESCE(closed_at, $3) WHERE id = $4 RETURNING id
        """, [.text(state.rawValue), .time(taken), .time(closed), .text(id)])
      if rows.isEmpty { throw .unknownRecord(kind: "hand-over", id: id) }
    }
  }

  /// The hand-overs that are not closed, oldest first.
  public func openHandOvers(
    limit: Int = 1_000
  ) async throws(StorageError) -> [HandOver] {
    try await reader.run { connection throws(StorageError) in
      let rows = try connection.execute(
        """
        SELECT \(HandOver.columns) FROM hand_overs WHERE closed_at IS NULL
        ORDER BY created_at, id LIMIT $1
        """, [.integer(Int64(limit))])
      return try rows.map { row throws(StorageError) in try HandOver(row: row) }
    }
  }
}
