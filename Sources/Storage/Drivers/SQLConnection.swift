/// One open connection to a database. It is synchronous, blocks its thread for a bounded time, and
/// is used by one `DatabaseWorker` only.
protocol SQLConnection: AnyObject {
  /// Runs one statement and returns its rows.
  ///
  /// Parameters are written `$1`, `$2`, … and appear in the text in ascending order; that, `ON
  /// CONFLICT` and `RETURNING` are what the two databases share.
  func execute(_ sql: String, _ arguments: [SQLValue]) throws(StorageError) -> [[SQLValue]]

  /// Runs `body`, in which statements are executed, as one piece of work.
  func together<T>(_ body: () throws(StorageError) -> T) throws(StorageError) -> T

  /// Starts a transaction that may write, after a bounded wait for its lock.
  func begin() throws(StorageError)

  /// Keeps what the transaction wrote.
  func commit() throws(StorageError)

  /// Keeps other programs from migrating until the end of the transaction.
  func lockForMigration() throws(StorageError)

  /// The statements of `migration` that only this database needs.
  func specificStatements(of migration: Migration) -> [String]

  /// Ends the transaction without keeping anything. A connection on which this fails is broken.
  func rollback() throws(StorageError)

  /// Removes the bytes of deleted rows of `tables` from the files. Outside any transaction.
  func eraseDeleted(from tables: [String]) throws(StorageError)

  /// The size of the database in bytes.
  func size() throws(StorageError) -> Int64

  func close()
}

extension SQLConnection {
  func together<T>(_ body: () throws(StorageError) -> T) throws(StorageError) -> T { try body() }

  func commit() throws(StorageError) {
    _ = try execute("COMMIT")
  }

  func execute(_ sql: String) throws(StorageError) -> [[SQLValue]] {
    try execute(sql, [])
  }

  /// Runs `body` in a transaction: all of it is kept, or nothing.
  ///
  /// - Throws: what `body` throws; `outcomeUnknown` if the connection breaks during the commit.
  func transaction<T>(_ body: () throws(StorageError) -> T) throws(StorageError) -> T {
    try begin()
    let value: T
    do {
      value = try body()
    } catch {
      try undo(after: error)
      throw error
    }
    do {
      try commit()
    } catch {
      if error.isConnectionLoss { throw .outcomeUnknown(reason: "\(error)") }
      try undo(after: error)
      throw error
    }
    return value
  }

  private func undo(after error: StorageError) throws(StorageError) {
    if error.isConnectionLoss { return }
    do {
      try rollback()
    } catch let second {
      throw .unavailable(reason: "\(error); and no way back: \(second)")
    }
  }
}
