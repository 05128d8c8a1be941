/// Who does something that is written down, and when. One stamp makes one line.
public struct AuditStamp: Sendable, Equatable {
  /// The id of the line to be; repeating a call with the same stamp writes one line.
  public var id: String
  /// An operator's name, `retention`, `chat` for the person's own wish, …
  public var actor: String
  public var time: Timestamp

  public init(id: String, actor: String, time: Timestamp) {
    self.id = id
    self.actor = actor
    self.time = time
  }

  func line(_ action: String, subject: String, rows: Int64) -> AuditLine {
    AuditLine(
      id: id, createdAt: time, actor: actor, action: action, subject: subject, rows: rows,
      isErased: nil)
  }
}

/// That something was read, exported or deleted; never what.
public struct AuditLine: Sendable, Equatable {
  public var id: String
  public var createdAt: Timestamp
  public var actor: String
  /// `forget conversation`, `export person`, `delete expired`, `open call-back`, …
  public var action: String
  /// An id, or the hash of a channel and sender: the line outlives the person's data.
  public var subject: String
  /// How many rows were concerned.
  public var rows: Int64
  /// Whether the bytes are gone from the files too; nil where nothing was deleted.
  public var isErased: Bool?
}

extension AuditLine {
  static let columns = "id, created_at, actor, action, subject, rows_affected, is_erased"

  init(row: [SQLValue]) throws(StorageError) {
    var row = RowReader(row)
    id = try row.text()
    createdAt = try row.time()
    actor = try row.text()
    action = try row.text()
    subject = try row.text()
    rows = try row.integer()
    isErased = try row.optionalInteger().map { $0 != 0 }
  }

  /// Stores the line; a second one with the same id adds its rows to the first.
  func insert(into connection: any SQLConnection) throws(StorageError) {
    _ = try connection.execute(
      """
      INSERT INTO audit_lines (\(Self.columns)) VALUES ($1, $2, $3, $4, $5, $6, $7)
      ON CONFLICT (id) DO UPDATE SET
        rows_affected = audit_lines.rows_affected + excluded.rows_affected,
        is_erased = COALESCE(excluded.is_erased, audit_lines.is_erased)
      """,
      [
        .text(id), .time(createdAt), .text(actor), .text(action), .text(subject), .integer(rows),
        .integer(isErased.map { $0 ? 1 : 0 }),
      ])
  }
}

extension Store {
  /// The audit lines of a period, oldest first.
  public func auditLines(
    in period: Period = .all, limit: Int = 1_000
  ) async throws(StorageError) -> [AuditLine] {
    try await reportReader.run { connection throws(StorageError) in
      let rows = try connection.execute(
        """
        SELECT \(AuditLine.columns) FROM audit_lines WHERE created_at >= $1 AND created_at < $2
        ORDER BY created_at, id LIMIT $3
        """, period.values + [.integer(Int64(limit))])
      return try rows.map { row throws(StorageError) in try AuditLine(row: row) }
    }
  }
}
