extension Store {
  /// The tables from which a deletion may take rows.
  private static let personalTables = [
    "turns", "feedback", "hand_overs", "callbacks", "conversations",
  ]
  /// The most conversations that one transaction deletes, so that turns need not wait long.
  private static let deletionStep: Int64 = 500

  /// What was forgotten.
  public struct Forgotten: Sendable, Equatable {
    /// How many conversations were deleted; they are gone for all programs.
    public let conversations: Int64
    /// Whether their bytes have left the files as well; false where a reader in another program holds on to
    /// them, until `eraseDeleted` succeeds.
    public let isErased: Bool
  }

  /// Deletes a conversation with all that belongs to it, writes an audit line, and removes the
  /// bytes from the files. Safe to repeat.
  public func forget(
    conversation id: String, audit: AuditStamp
  ) async throws(StorageError) -> Forgotten {
    let line = audit.line("forget conversation", subject: id, rows: 0)
    let deleted = try await delete(recording: line, isWritten: true) {
      connection throws(StorageError) in
      try connection.execute("DELETE FROM conversations WHERE id = $1 RETURNING id", [.text(id)])
    }
    return Forgotten(conversations: deleted, isErased: try await isErased())
  }

  /// Deletes all conversations of a person on a channel, as `forget(conversation:)` does with one.
  public func forget(_ person: Person, audit: AuditStamp) async throws(StorageError) -> Forgotten {
    let line = audit.line("forget person", subject: person.pseudonym, rows: 0)
    let deleted = try await delete(recording: line, isWritten: true) {
      connection throws(StorageError) in
      try connection.execute(
        "DELETE FROM conversations WHERE channel = $1 AND sender = $2 RETURNING id",
        [.text(person.channel), .text(person.sender)])
    }
    return Forgotten(conversations: deleted, isErased: try await isErased())
  }

  /// Removes the bytes of deleted rows, unless a reader keeps them.
  private func isErased() async throws(StorageError) -> Bool {
    do {
      try await eraseDeleted()
    } catch {
      guard case .busy = error else { throw error }
      return false
    }
    return true
  }

  /// Deletes the conversations in which nothing has happened since `time`, except those with an
  /// open call-back. A hand-over that is still open by then is forgotten: it goes with its
  /// conversation. Where something was deleted there is an audit line, for hand-overs another one.
  ///
  /// - Returns: how many conversations were deleted.
  public func deleteExpired(
    olderThan time: Timestamp, audit: AuditStamp
  ) async throws(StorageError) -> Int64 {
    let line = audit.line("delete expired", subject: "conversations", rows: 0)
    var forgotten = audit.line("delete forgotten", subject: "hand-overs", rows: 0)
    forgotten.id += ".hand-overs"
    let handOverLine = forgotten
    let arguments: [SQLValue] = [.time(time), .integer(Self.deletionStep)]
    var total: Int64 = 0
    while true {
      let deleted = try await delete(recording: line, isWritten: false) {
        connection throws(StorageError) in
        try Self.record(
          handOverLine, isWritten: false,
          deleted: connection.execute(Self.deleteForgottenHandOvers, arguments), connection)
        return try connection.execute(Self.deleteExpiredConversations, arguments)
      }
      total += deleted
      if deleted < Self.deletionStep { break }
    }
    if total > 0 { try await eraseDeleted() }
    return total
  }

  /// By `created_at`, which has an index and never changes: an index on `updated_at` would be
  /// written at each turn.
  private static let expired = """
    SELECT id FROM conversations c WHERE created_at < $1 AND updated_at < $1
      AND NOT EXISTS (SELECT 1 FROM callbacks b
        WHERE b.conversation = c.id AND b.closed_at IS NULL)
    ORDER BY created_at, id LIMIT $2
    """
  private static let deleteForgottenHandOvers =
    "DELETE FROM hand_overs WHERE closed_at IS NULL AND conversation IN (\(expired)) RETURNING id"
  static let deleteExpiredConversations =
    "DELETE FROM conversations WHERE id IN (\(expired)) RETURNING id"

  /// Deletes the call-backs that were closed before `time`, with an audit line if there were any.
  ///
  /// - Returns: how many call-backs were deleted.
  public func deleteCallbacks(
    closedBefore time: Timestamp, audit: AuditStamp
  ) async throws(StorageError) -> Int64 {
    let line = audit.line("delete closed", subject: "callbacks", rows: 0)
    let deleted = try await delete(recording: line, isWritten: false) {
      connection throws(StorageError) in
      try connection.execute(
        "DELETE FROM callbacks WHERE closed_at < $1 RETURNING id", [.time(time)])
    }
    if deleted > 0 { try await eraseDeleted() }
    return deleted
  }

  /// Deletes and writes the audit line in one commit; a line about nothing only if `isWritten`.
  private func delete(
    recording line: AuditLine, isWritten: Bool,
    _ statement: @escaping @Sendable (any SQLConnection) throws(StorageError) -> [[SQLValue]]
  ) async throws(StorageError) -> Int64 {
    try await write { connection throws(StorageError) in
      let deleted = try statement(connection)
      try Self.record(line, isWritten: isWritten, deleted: deleted, connection)
      return Int64(deleted.count)
    }
  }

  /// Where rows were deleted, the line waits for the removal of their bytes.
  private static func record(
    _ line: AuditLine, isWritten: Bool, deleted: [[SQLValue]], _ connection: any SQLConnection
  ) throws(StorageError) {
    var line = line
    line.rows = Int64(deleted.count)
    line.isErased = deleted.isEmpty ? nil : false
    if !deleted.isEmpty || isWritten { try line.insert(into: connection) }
  }

  /// Removes the bytes of deleted rows from the database's files, and notes it on the audit lines.
  ///
  /// The deletions call it themselves. What a crash or a reader kept from it is made up for when the
  /// store is opened and by the next call, which costs nothing where there is nothing to remove. It
  /// rewrites tables: writers wait meanwhile.
  ///
  /// - Throws: `busy` if a reader in another program holds on to the old rows.
  public func eraseDeleted() async throws(StorageError) {
    try await writer.run { connection throws(StorageError) in
      let lines = try connection.execute("SELECT id FROM audit_lines WHERE is_erased = 0")
      if lines.isEmpty { return }
      try connection.eraseDeleted(from: Self.personalTables)
      try connection.transaction { () throws(StorageError) in
        for line in lines {
          _ = try connection.execute("UPDATE audit_lines SET is_erased = 1 WHERE id = $1", line)
        }
      }
    }
  }
}
