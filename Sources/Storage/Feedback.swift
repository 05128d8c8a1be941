/// What a person said about the help line: a rating, a sentence, the answer to a survey.
public struct Feedback: Sendable, Equatable {
  public var id: String
  public var conversation: String
  /// The turn that it is about; nil if it is about the whole conversation.
  public var sequence: Int64?
  /// `rating`, `complaint`, `survey`, …
  public var kind: String
  public var score: Int64?
  /// Masked by the caller.
  public var comment: String?
  public var createdAt: Timestamp

  public init(
    id: String, conversation: String, sequence: Int64? = nil, kind: String, score: Int64? = nil,
    comment: String? = nil, createdAt: Timestamp
  ) {
    self.id = id
    self.conversation = conversation
    self.sequence = sequence
    self.kind = kind
    self.score = score
    self.comment = comment
    self.createdAt = createdAt
  }
}

extension Feedback {
  static let columns = "id, conversation, sequence, kind, score, comment, created_at"

  init(row: [SQLValue]) throws(StorageError) {
    var row = RowReader(row)
    id = try row.text()
    conversation = try row.text()
    sequence = try row.optionalInteger()
    kind = try row.text()
    score = try row.optionalInteger()
    comment = try row.optionalText()
    createdAt = try row.time()
  }

  func insert(into connection: any SQLConnection) throws(StorageError) {
    _ = try connection.execute(
      """
      INSERT INTO feedback (\(Self.columns)) VALUES ($1, $2, $3, $4, $5, $6, $7)
      ON CONFLICT (id) DO NOTHING
      """,
      [
        .text(id), .text(conversation), .integer(sequence), .text(kind), .integer(score),
        .text(comment), .time(createdAt),
      ])
  }
}

extension Store {
  /// Stores feedback; feedback with a known id is stored already and changes nothing.
  ///
  /// - Throws: `conflict` if there is no such conversation.
  public func add(_ feedback: Feedback) async throws(StorageError) {
    let feedback = masked(feedback)
    try await write { connection throws(StorageError) in try feedback.insert(into: connection) }
  }

  /// The feedback of a period, oldest first.
  public func feedback(
    in period: Period, limit: Int = 1_000
  ) async throws(StorageError) -> [Feedback] {
    try await reportReader.run { connection throws(StorageError) in
      let rows = try connection.execute(
        """
        SELECT \(Feedback.columns) FROM feedback WHERE created_at >= $1 AND created_at < $2
        ORDER BY created_at, id LIMIT $3
        """, period.values + [.integer(Int64(limit))])
      return try rows.map { row throws(StorageError) in try Feedback(row: row) }
    }
  }
}
