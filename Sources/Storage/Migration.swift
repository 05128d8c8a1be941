/// One step of the schema. A released step is never changed; a new one is added after it.
struct Migration: Sendable {
  /// 1, 2, 3, … without gaps.
  let version: Int64
  let name: String
  let statements: [String]
  /// Columns of a PostgreSQL table whose values must not be copied into the planner's statistics,
  /// from where no deletion would remove them: table and column.
  let withoutStatistics: [(table: String, column: String)]

  init(
    version: Int64, name: String, statements: [String],
    withoutStatistics: [(table: String, column: String)] = []
  ) {
    self.version = version
    self.name = name
    self.statements = statements
    self.withoutStatistics = withoutStatistics
  }
}

extension Migration {
  /// Brings the database to the last of `migrations`, each step in a transaction of its own.
  ///
  /// - Returns: the versions that were applied now, in order.
  /// - Throws: `newerSchema` if the database knows a step that is not in `migrations`.
  static func apply(
    _ migrations: [Migration], to connection: any SQLConnection, at time: Timestamp
  ) throws(StorageError) -> [Int64] {
    try connection.transaction { () throws(StorageError) in
      try connection.lockForMigration()
      _ = try connection.execute(
        """
        CREATE TABLE IF NOT EXISTS schema_migrations (
          version BIGINT PRIMARY KEY, name TEXT NOT NULL, applied_at BIGINT NOT NULL)
        """)
    }
    var applied: [Int64] = []
    for migration in migrations {
      let isNew = try connection.transaction { () throws(StorageError) -> Bool in
        try connection.lockForMigration()
        let version = try currentVersion(of: connection)
        if let last = migrations.last?.version, version > last {
          throw .newerSchema(found: version, known: last)
        }
        guard migration.version > version else { return false }
        for statement in migration.statements + connection.specificStatements(of: migration) {
          _ = try connection.execute(statement)
        }
        _ = try connection.execute(
          "INSERT INTO schema_migrations (version, name, applied_at) VALUES ($1, $2, $3)",
          [.integer(migration.version), .text(migration.name), .time(time)])
        return true
      }
      if isNew { applied.append(migration.version) }
    }
    return applied
  }

  static func currentVersion(of connection: any SQLConnection) throws(StorageError) -> Int64 {
    let rows = try connection.execute("SELECT MAX(version) FROM schema_migrations")
    var reader = RowReader(rows.first ?? [])
    return try reader.optionalInteger() ?? 0
  }
}
