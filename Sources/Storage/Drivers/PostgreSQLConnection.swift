/// A connection to a PostgreSQL server through libpq.
final class PostgreSQLConnection: SQLConnection {
  private let link: PostgreSQLLink
  private let settings: StoreSettings
  /// Statement text to the name under which this connection has prepared it.
  private var prepared: [String: String] = [:]
  /// The server breaks a statement off by itself; the client gives up this much later.
  private static let graceSeconds = 2.0

  /// - Throws: `unavailable`, `timedOut`.
  init(url: String, settings: StoreSettings, isReader: Bool) throws(StorageError) {
    self.settings = settings
    link = try PostgreSQLLink(url: url, within: settings.connectSeconds)
    let transaction = Int(settings.statementSeconds * 4_000)
    try set("client_encoding", "UTF8")
    try set("bytea_output", "hex")
    try set("application_name", "senim")
    try set("lock_timeout", "\(Int(settings.lockSeconds * 1_000))")
    try set("idle_in_transaction_session_timeout", "\(transaction)")
    try set("default_transaction_read_only", isReader ? "on" : "off")
    try setStatementSeconds(settings.statementSeconds)
    // With "off" the death of the server process could cost acknowledged commits.
    _ = try execute(
      """
      SELECT set_config('synchronous_commit', 'on', false)
      WHERE current_setting('synchronous_commit') = 'off'
      """)
  }

  private func set(_ name: String, _ value: String) throws(StorageError) {
    _ = try execute("SET \(name) = '\(value)'")
  }

  private func setStatementSeconds(_ seconds: Double) throws(StorageError) {
    try set("statement_timeout", "\(Int(seconds * 1_000))")
  }

  func execute(_ sql: String, _ arguments: [SQLValue]) throws(StorageError) -> [[SQLValue]] {
    for argument in arguments { try argument.validate() }
    let seconds = settings.statementSeconds + Self.graceSeconds
    if arguments.isEmpty { return try link.run(sql, within: seconds) }
    let name: String
    if let known = prepared[sql] {
      name = known
    } else {
      name = "s\(prepared.count)"
      try link.prepare(sql, as: name, within: seconds)
      prepared[sql] = name
    }
    return try link.run(prepared: name, sql: sql, arguments, within: seconds)
  }

  func begin() throws(StorageError) {
    _ = try execute("BEGIN")
  }

  /// Another program may be at a long migration: the wait is a statement's, not a lock's.
  func lockForMigration() throws(StorageError) {
    try set("LOCAL lock_timeout", "\(Int(settings.statementSeconds * 1_000))")
    // One lock a schema: help lines that share a database do not wait for each other.
    _ = try execute(
      """
      SELECT pg_advisory_xact_lock(hashtext('senim'), hashtext(coalesce(current_schema(), '')))
      """)
  }

  func specificStatements(of migration: Migration) -> [String] {
    migration.withoutStatistics.map { table, column in
      "ALTER TABLE \(table) ALTER COLUMN \(column) SET STATISTICS 0"
    }
  }

  func rollback() throws(StorageError) {
    _ = try execute("ROLLBACK")
  }

  /// Rewrites the tables without their dead rows, and asks for the end of the log segments that
  /// still hold them, which only an administrator's role may do.
  ///
  /// - Throws: `busy` while a transaction from before the deletion goes on: it might still read the
  ///   rows, so that the server would copy them.
  func eraseDeleted(from tables: [String]) throws(StorageError) {
    try waitForOlderTransactions()
    let seconds = settings.eraseSeconds
    try setStatementSeconds(seconds)
    for table in tables {
      _ = try link.run("VACUUM (FULL) \(table)", within: seconds + Self.graceSeconds)
    }
    do {
      _ = try link.run("SELECT pg_switch_wal()::text", within: seconds)
      _ = try link.run("CHECKPOINT", within: seconds + Self.graceSeconds)
    } catch {
      guard case .readOnly = error else { throw error }
    }
    try setStatementSeconds(settings.statementSeconds)
  }

  private func waitForOlderTransactions() throws(StorageError) {
    // The next transaction number, of 32 bits as in `pg_stat_activity`.
    let next = try execute(
      """
      SELECT (pg_snapshot_xmax(pg_current_snapshot())::text::bigint
        & x'ffffffff'::bigint)::text
      """)
    let deadline = Deadline(seconds: settings.lockSeconds)
    while true {
      let older = try execute(
        """
        SELECT count(*) FROM pg_stat_activity
        WHERE datname = current_database() AND pid <> pg_backend_pid()
          AND backend_type <> 'autovacuum worker'
          AND greatest(age(backend_xid), age(backend_xmin)) > age($1::text::xid)
        """, next.first ?? [])
      if older == [[.integer(0)]] { return }
      guard deadline.milliseconds > 0 else {
        throw .busy(reason: "a transaction from before the deletion keeps its rows")
      }
      _ = try execute("SELECT pg_sleep(0.01)::text")
    }
  }

  func size() throws(StorageError) -> Int64 {
    let rows = try execute("SELECT pg_database_size(current_database())")
    var reader = RowReader(rows.first ?? [])
    return try reader.integer()
  }

  func close() {
    link.close()
  }
}
