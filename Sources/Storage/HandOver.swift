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
  /// When the bot has to see to it that the person waits no longer; nil where nobody waits.
  public var dueAt: Timestamp?

  /// A hand-over that waits for a person.
  public init(
    id: String, conversation: String, sequence: Int64? = nil, reason: String, createdAt: Timestamp,
    dueAt: Timestamp? = nil
  ) {
    self.id = id
    self.conversation = conversation
    self.sequence = sequence
    self.reason = reason
    state = .waiting
    self.createdAt = createdAt
    self.dueAt = dueAt
  }
}

extension HandOver {
  /// A person has it from `time` on, until `dueAt` at the latest; nil for without an end.
  public func taken(at time: Timestamp, dueAt: Timestamp?) -> HandOver {
    var taken = self
    taken.state = .taken
    taken.takenAt = takenAt ?? time
    taken.dueAt = dueAt
    return taken
  }

  static let columns =
    "id, conversation, sequence, reason, state, created_at, taken_at, closed_at, due_at"

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
    dueAt = try row.optionalTime()
  }

  /// Another one that is open in the conversation is closed: a conversation waits once.
  func insert(into connection: any SQLConnection) throws(StorageError) {
    let known = try connection.execute("SELECT 1 FROM hand_overs WHERE id = $1", [.text(id)])
    guard known.isEmpty else { return }
    try Self.close(in: conversation, at: createdAt, connection)
    _ = try connection.execute(
      "INSERT INTO hand_overs (\(Self.columns)) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
      [
        .text(id), .text(conversation), .integer(sequence), .text(reason), .text(state.rawValue),
        .time(createdAt), .time(takenAt), .time(closedAt), .time(dueAt),
      ])
  }

  /// Closes what is open in a conversation, if anything.
  static func close(
    in conversation: String, at time: Timestamp, _ connection: any SQLConnection
  ) throws(StorageError) {
    _ = try connection.execute(
      """
      UPDATE hand_overs SET state = 'closed', closed_at = $1
      WHERE conversation = $2 AND closed_at IS NULL
      """, [.time(time), .text(conversation)])
  }

  /// Notes the state of an open hand-over and when it is due. Its first times stay.
  func update(in connection: any SQLConnection) throws(StorageError) {
    let rows = try connection.execute(
      """
      UPDATE hand_overs SET state = $1, taken_at = COALESCE(taken_at, $2),
        closed_at = $3, due_at = $4 WHERE id = $5 AND closed_at IS NULL RETURNING id
      """,
      [.text(state.rawValue), .time(takenAt), .time(closedAt), .time(dueAt), .text(id)])
    if rows.isEmpty { throw .unknownRecord(kind: "hand-over", id: id) }
  }
}

extension Store {
  /// Stores a hand-over and closes an open one of its conversation; one with a known id is stored
  /// already and changes nothing.
  ///
  /// - Throws: `conflict` if there is no such conversation.
  public func add(_ handOver: HandOver) async throws(StorageError) {
    try await write { connection throws(StorageError) in try handOver.insert(into: connection) }
  }

  /// Notes the state of an open hand-over and when it is due. Its first times stay.
  ///
  /// - Throws: `unknownRecord` if there is none or it is closed.
  public func update(_ handOver: HandOver) async throws(StorageError) {
    try await write { connection throws(StorageError) in try handOver.update(in: connection) }
  }

  /// The hand-over `id`, open or closed; nil if there is none.
  public func handOver(_ id: String) async throws(StorageError) -> HandOver? {
    try await reader.run { connection throws(StorageError) in
      let rows = try connection.execute(
        "SELECT \(HandOver.columns) FROM hand_overs WHERE id = $1", [.text(id)])
      guard let row = rows.first else { return nil }
      return try HandOver(row: row)
    }
  }

  /// The hand-overs that are not closed, oldest first, at most `limit`.
  ///
  /// - Parameter id: only those after this one, which may be closed by now.
  /// - Throws: `unknownRecord` if there is no hand-over `id`.
  public func openHandOvers(
    after id: String? = nil, limit: Int = 1_000
  ) async throws(StorageError) -> [HandOver] {
    var start: HandOver?
    if let id {
      start = try await handOver(id)
      if start == nil { throw .unknownRecord(kind: "hand-over", id: id) }
    }
    let time = start?.createdAt ?? Timestamp(microseconds: .min)
    let first = start?.id ?? ""
    return try await reader.run { connection throws(StorageError) in
      let rows = try connection.execute(
        """
        SELECT \(HandOver.columns) FROM hand_overs
        WHERE closed_at IS NULL AND (created_at, id) > ($1, $2)
        ORDER BY created_at, id LIMIT $3
        """, [.time(time), .text(first), .integer(Int64(limit))])
      return try rows.map { row throws(StorageError) in try HandOver(row: row) }
    }
  }

  /// The open hand-overs whose wait is over at `time`, the longest first.
  public func dueHandOvers(
    at time: Timestamp, limit: Int = 1_000
  ) async throws(StorageError) -> [HandOver] {
    try await reader.run { connection throws(StorageError) in
      let rows = try connection.execute(
        """
        SELECT \(HandOver.columns) FROM hand_overs WHERE closed_at IS NULL AND due_at <= $1
        ORDER BY due_at, id LIMIT $2
        """, [.time(time), .integer(Int64(limit))])
      return try rows.map { row throws(StorageError) in try HandOver(row: row) }
    }
  }
}
