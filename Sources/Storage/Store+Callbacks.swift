extension Store {
  /// Seals and stores a call-back; one with a known id is stored already and changes nothing.
  ///
  /// - Throws: `noCallbackKey`, `conflict` if there is no such conversation.
  public func add(_ request: StoredCallback) async throws(StorageError) {
    let sealed = try seal(request)
    try await write { connection throws(StorageError) in try sealed.insert(into: connection) }
  }

  func seal(_ request: StoredCallback) throws(StorageError) -> SealedCallback {
    guard let callbackKey else { throw .noCallbackKey }
    return try SealedCallback(request, key: callbackKey)
  }

  /// Opens a call-back for an operator, after the audit line about it is stored.
  ///
  /// - Throws: `unknownRecord`, `noCallbackKey`, `wrongCallbackKey`, `damagedCallback`.
  public func openCallback(
    _ id: String, audit: AuditStamp
  ) async throws(StorageError) -> StoredCallback {
    guard let callbackKey else { throw .noCallbackKey }
    return try await write { connection throws(StorageError) in
      let rows = try connection.execute(
        "SELECT \(SealedCallback.columns) FROM callbacks WHERE id = $1", [.text(id)])
      guard let row = rows.first else { throw .unknownRecord(kind: "call-back", id: id) }
      let sealed = try SealedCallback(row: row)
      let content = try sealed.open(with: callbackKey)
      try audit.line("open call-back", subject: id, rows: 1).insert(into: connection)
      return StoredCallback(
        id: id, conversation: sealed.ticket.conversation, createdAt: sealed.ticket.createdAt,
        content: content)
    }
  }

  /// Notes that nobody needs the call-back any more; from now its time to deletion runs.
  ///
  /// - Throws: `unknownRecord`.
  public func closeCallback(_ id: String, at time: Timestamp) async throws(StorageError) {
    try await write { connection throws(StorageError) in
      let rows = try connection.execute(
        "UPDATE callbacks SET closed_at = COALESCE(closed_at, $1) WHERE id = $2 RETURNING id",
        [.time(time), .text(id)])
      if rows.isEmpty { throw .unknownRecord(kind: "call-back", id: id) }
    }
  }

  /// The call-backs that are not closed, oldest first, unopened.
  public func openCallbacks(
    limit: Int = 1_000
  ) async throws(StorageError) -> [CallbackTicket] {
    try await reader.run { connection throws(StorageError) in
      let rows = try connection.execute(
        """
        SELECT \(SealedCallback.columns) FROM callbacks WHERE closed_at IS NULL
        ORDER BY created_at, id LIMIT $1
        """, [.integer(Int64(limit))])
      return try rows.map { row throws(StorageError) in try SealedCallback(row: row).ticket }
    }
  }
}
