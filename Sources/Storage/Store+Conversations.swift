extension Store {
  /// Stores `conversation` unless its person has an open one on the channel already, and returns
  /// the one that is stored. Safe to repeat and to call twice at once.
  public func open(_ conversation: StoredConversation) async throws(StorageError)
    -> StoredConversation
  {
    try await write { connection throws(StorageError) in
      let rows = try connection.execute(
        """
        INSERT INTO conversations (\(StoredConversation.columns))
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
        ON CONFLICT (channel, sender) WHERE closed_at IS NULL DO NOTHING
        RETURNING id
        """, conversation.values)
      if !rows.isEmpty { return conversation }
      guard
        let stored = try Self.openConversation(
          of: conversation.sender, on: conversation.channel, connection)
      else { throw .unknownConversation(conversation.id) }
      return stored
    }
  }

  /// The conversation `id`, open or closed; nil if there is none.
  public func conversation(_ id: String) async throws(StorageError)
    -> StoredConversation?
  {
    try await reader.run { connection throws(StorageError) in
      try Self.conversation(id, connection)
    }
  }

  /// The open conversation of a person on a channel; nil if there is none.
  public func conversation(
    channel: String, sender: String
  ) async throws(StorageError) -> StoredConversation? {
    try await reader.run { connection throws(StorageError) in
      try Self.openConversation(of: sender, on: channel, connection)
    }
  }

  /// Ends a conversation: the person's next message begins a new one.
  ///
  /// - Throws: `unknownConversation`.
  public func closeConversation(_ id: String, at time: Timestamp) async throws(StorageError) {
    try await write { connection throws(StorageError) in
      let rows = try connection.execute(
        """
        UPDATE conversations SET closed_at = COALESCE(closed_at, $1) WHERE id = $2 RETURNING id
        """, [.time(time), .text(id)])
      if rows.isEmpty { throw .unknownConversation(id) }
    }
  }

  /// Gives the conversation to the bot or to a person.
  ///
  /// - Throws: `unknownConversation`.
  public func setOwner(
    _ owner: StoredConversation.Owner, of id: String, at time: Timestamp
  ) async throws(StorageError) {
    try await write { connection throws(StorageError) in
      let rows = try connection.execute(
        "UPDATE conversations SET owner = $1, updated_at = $2 WHERE id = $3 RETURNING id",
        [.text(owner.rawValue), .time(time), .text(id)])
      if rows.isEmpty { throw .unknownConversation(id) }
    }
  }

  static func conversation(
    _ id: String, _ connection: any SQLConnection
  ) throws(StorageError) -> StoredConversation? {
    let rows = try connection.execute(
      "SELECT \(StoredConversation.columns) FROM conversations WHERE id = $1", [.text(id)])
    guard let row = rows.first else { return nil }
    return try StoredConversation(row: row)
  }

  private static func openConversation(
    of sender: String, on channel: String, _ connection: any SQLConnection
  ) throws(StorageError) -> StoredConversation? {
    let rows = try connection.execute(
      """
      SELECT \(StoredConversation.columns) FROM conversations
      WHERE channel = $1 AND sender = $2 AND closed_at IS NULL
      """, [.text(channel), .text(sender)])
    guard let row = rows.first else { return nil }
    return try StoredConversation(row: row)
  }
}
