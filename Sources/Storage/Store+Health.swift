/// The size of a store, for `/metrics` and the status page.
public struct StoreStatistics: Sendable, Equatable {
  public var conversations: Int64
  public var turns: Int64
  public var openHandOvers: Int64
  public var openCallbacks: Int64
  /// Of the database.
  public var bytes: Int64
  /// Since the store was opened.
  public var commits: Int
  /// Since the store was opened; by `commits`, the mean size of a group.
  public var committedWrites: Int
}

extension Store {
  /// Returns if the store can take a write now and answer a read.
  ///
  /// - Throws: why it cannot.
  public func ping() async throws(StorageError) {
    try await writer.run { connection throws(StorageError) in
      _ = try connection.transaction { () throws(StorageError) in
        try Migration.currentVersion(of: connection)
      }
    }
    _ = try await reader.run { connection throws(StorageError) in
      try Migration.currentVersion(of: connection)
    }
  }

  /// Counts what is stored. Reads whole indexes: for a page of figures, not for each message.
  public func statistics() async throws(StorageError) -> StoreStatistics {
    let counts = writes.counts
    return try await reportReader.run { connection throws(StorageError) in
      let rows = try connection.execute(
        """
        SELECT (SELECT COUNT(*) FROM conversations), (SELECT COUNT(*) FROM turns),
          (SELECT COUNT(*) FROM hand_overs WHERE closed_at IS NULL),
          (SELECT COUNT(*) FROM callbacks WHERE closed_at IS NULL)
        """)
      var row = RowReader(rows.first ?? [])
      return StoreStatistics(
        conversations: try row.integer(), turns: try row.integer(),
        openHandOvers: try row.integer(), openCallbacks: try row.integer(),
        bytes: try connection.size(), commits: counts.commits,
        committedWrites: counts.writes)
    }
  }
}
