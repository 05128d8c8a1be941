internal import Foundation
internal import GRDB

/// A connection to an SQLite file through GRDB, in WAL mode, with secure delete and foreign keys.
final class SQLiteConnection: SQLConnection {
  private let queue: DatabaseQueue
  /// The database while `together` runs.
  private var entered: Database?
  private let path: String
  /// The file that was opened: if another or none is found under the path, commits would be lost.
  private let identity: FileIdentity

  /// How a connection is opened: only the first of a store may make a new file. A file that
  /// vanishes later is an error, not an occasion to start again with an empty one.
  enum Role { case creator, writer, reader }

  init(path: String, settings: StoreSettings, role: Role) throws(StorageError) {
    if role != .creator, FileIdentity(path: path) == nil {
      throw .unavailable(reason: "no file \(path)")
    }
    var configuration = Configuration()
    configuration.journalMode = role == .reader ? .default : .wal
    configuration.readonly = role == .reader
    configuration.busyMode = .timeout(settings.lockSeconds)
    // The worker begins and ends transactions by statements of its own.
    configuration.allowsUnsafeTransactions = true
    configuration.prepareDatabase { database in
      try database.execute(sql: "PRAGMA secure_delete = ON")
      // Kibibytes of pages: a reader looks single conversations up.
      try database.execute(sql: "PRAGMA cache_size = \(role == .reader ? -256 : -1_024)")
      // Pages of the log: what is written again and again is copied into the file once.
      try database.execute(sql: "PRAGMA wal_autocheckpoint = 4000")
      if let pages = settings.maximumSQLitePages {
        try database.execute(sql: "PRAGMA max_page_count = \(pages)")
      }
    }
    self.path = path
    do {
      queue = try DatabaseQueue(path: path, configuration: configuration)
      // Afterwards: GRDB sets it to NORMAL itself when it switches to WAL.
      let synchronous = settings.durability == .powerCut ? "FULL" : "NORMAL"
      try queue.inDatabase { try $0.execute(sql: "PRAGMA synchronous = \(synchronous)") }
    } catch {
      throw StorageError(sqlite: error, statement: "open \(path)")
    }
    guard let identity = FileIdentity(path: path) else {
      throw .unavailable(reason: "no file \(path)")
    }
    self.identity = identity
  }

  /// Enters GRDB's queue once for all statements of `body`.
  func together<T>(_ body: () throws(StorageError) -> T) throws(StorageError) -> T {
    try checkFile()
    let result = queue.inDatabase { database in
      entered = database
      defer { entered = nil }
      return Result { () throws(StorageError) in try body() }
    }
    return try result.get()
  }

  func execute(_ sql: String, _ arguments: [SQLValue]) throws(StorageError) -> [[SQLValue]] {
    for argument in arguments { try argument.validate() }
    do {
      guard let entered else {
        return try queue.inDatabase { try Self.rows(of: sql, arguments, in: $0) }
      }
      return try Self.rows(of: sql, arguments, in: entered)
    } catch {
      throw StorageError(sqlite: error, statement: sql)
    }
  }

  private static func rows(
    of sql: String, _ arguments: [SQLValue], in database: Database
  ) throws -> [[SQLValue]] {
    try SQLiteStatement(sql, in: database).rows(arguments)
  }

  /// A file that was removed or replaced in the meantime would keep nothing.
  func commit() throws(StorageError) {
    try checkFile()
    _ = try execute("COMMIT")
  }

  private func checkFile() throws(StorageError) {
    let found = FileIdentity(path: path)
    guard found == identity else {
      throw .unavailable(
        reason: "\(path) was \(found == nil ? "removed" : "replaced") while it was open")
    }
  }

  func begin() throws(StorageError) {
    _ = try execute("BEGIN IMMEDIATE")
  }

  /// `BEGIN IMMEDIATE` holds the only write lock already.
  func lockForMigration() throws(StorageError) {}

  func specificStatements(of migration: Migration) -> [String] { [] }

  func rollback() throws(StorageError) {
    // A full disk may have ended the transaction already; then there is nothing to roll back.
    let isInside = entered?.isInsideTransaction ?? queue.inDatabase { $0.isInsideTransaction }
    guard isInside else { return }
    _ = try execute("ROLLBACK")
  }

  func eraseDeleted(from tables: [String]) throws(StorageError) {
    _ = try execute("VACUUM")
    let rows = try execute("PRAGMA wal_checkpoint(TRUNCATE)")
    if rows.first?.first != .integer(0) {
      throw .busy(reason: "a reader keeps \(path)-wal from being emptied")
    }
  }

  func size() throws(StorageError) -> Int64 {
    let rows = try execute(
      "SELECT page_count * page_size FROM pragma_page_count(), pragma_page_size()")
    var reader = RowReader(rows.first ?? [])
    return try reader.integer()
  }

  func close() {
    // GRDB's close throws only while statements are in use; this connection is idle.
    do { try queue.close() } catch { queue.interrupt() }
  }
}

extension StorageError {
  /// SQLite's error codes: https://www.sqlite.org/rescode.html
  fileprivate init(sqlite error: any Error, statement: String) {
    if let error = error as? StorageError {
      self = error
      return
    }
    guard let error = error as? DatabaseError else {
      self = .unavailable(reason: "\(error)")
      return
    }
    let reason = "\(error.message ?? "no message") (SQLite \(error.extendedResultCode.rawValue))"
    self =
      switch error.resultCode {
      case .SQLITE_FULL: .diskFull(reason: reason)
      case .SQLITE_BUSY, .SQLITE_LOCKED, .SQLITE_PROTOCOL: .busy(reason: reason)
      case .SQLITE_IOERR, .SQLITE_CANTOPEN: .unavailable(reason: reason)
      case .SQLITE_READONLY, .SQLITE_PERM, .SQLITE_AUTH: .readOnly(reason: reason)
      case .SQLITE_CORRUPT, .SQLITE_NOTADB: .damaged(reason: reason)
      case .SQLITE_CONSTRAINT: .conflict(reason: reason)
      default:
        .sql(
          code: "SQLite \(error.extendedResultCode.rawValue)",
          message: error.message ?? "no message", statement: statement)
      }
  }
}
