internal import PersonalData

/// The memory of the help line: conversations, turns, feedback, hand-overs, call-backs and audit
/// lines, in an SQLite file or a PostgreSQL database.
///
/// Writes that arrive while a commit is under way are committed together by the next one, and each
/// caller is resumed only after the commit of its own write: what was acknowledged is stored. Reads
/// go over connections of their own and see every acknowledged write.
public final class Store: Sendable {
  public let location: DatabaseLocation
  let settings: StoreSettings
  let writer: DatabaseWorker
  /// For short reads that a person waits for.
  let reader: DatabaseWorker
  /// For reports and exports, so that a long one delays nobody.
  let reportReader: DatabaseWorker
  let callbackKey: CallbackKey?
  let masker = PersonalDataMasker()

  let writes = WriteQueue()

  /// Opens the database at `location`, makes it if there is none, and migrates its schema.
  ///
  /// - Parameters:
  ///   - callbackKey: seals call-backs; without one they are refused with `noCallbackKey`.
  ///   - time: now; noted beside the migrations that are applied.
  /// - Throws: `StorageError` if it cannot be reached, is damaged or of a later version.
  public init(
    _ location: DatabaseLocation, settings: StoreSettings = StoreSettings(),
    callbackKey: CallbackKey? = nil, time: Timestamp
  ) async throws(StorageError) {
    self.location = location
    self.settings = settings
    self.callbackKey = callbackKey
    let creator = DatabaseWorker(label: "storage.creator") { () throws(StorageError) in
      try location.connect(settings, role: .creator)
    }
    _ = try await creator.run { connection throws(StorageError) in
      try Migration.apply(Migration.all, to: connection, at: time)
    }
    writer = DatabaseWorker(label: "storage.writer") { () throws(StorageError) in
      try location.connect(settings, role: .writer)
    }
    reader = DatabaseWorker(label: "storage.reader") { () throws(StorageError) in
      try location.connect(settings, role: .reader)
    }
    reportReader = DatabaseWorker(label: "storage.reports") { () throws(StorageError) in
      try location.connect(settings, role: .reader)
    }
    // The writer connects before the creator leaves: SQLite's log is not torn down in between.
    _ = try await writer.run { connection throws(StorageError) in try connection.size() }
    await creator.close()
    // Where a crash came between a deletion and the removal of its bytes. A reader in another
    // program is no reason not to open: whoever calls `eraseDeleted` again makes up for it.
    do {
      try await eraseDeleted()
    } catch {
      guard case .busy = error else { throw error }
    }
  }

  /// Waits for nothing: commits under way are finished, later calls throw `closed`.
  public func close() async {
    await reader.close()
    await reportReader.close()
    await writer.close()
  }

  /// Runs `body` in the next commit and returns after it.
  ///
  /// - Precondition: `body` may run more than once.
  func write<T: Sendable>(
    _ body: @escaping @Sendable (any SQLConnection) throws(StorageError) -> T
  ) async throws(StorageError) -> T {
    let result = await withCheckedContinuation { continuation in
      let write = PendingWrite(body, continuation: continuation)
      switch writes.append(write, maximum: settings.maximumWaitingWrites) {
      case .queued: break
      case .first: Task { await writer.commit(writes, groupsOf: settings.maximumGroup) }
      case .refused(let waiting): write.fail(.overloaded(waiting: waiting))
      }
    }
    return try result.get()
  }
}

extension DatabaseLocation {
  func connect(
    _ settings: StoreSettings, role: SQLiteConnection.Role
  ) throws(StorageError) -> any SQLConnection {
    switch self {
    case .sqlite(let path): try SQLiteConnection(path: path, settings: settings, role: role)
    case .postgreSQL(let url):
      try PostgreSQLConnection(url: url, settings: settings, isReader: role == .reader)
    }
  }
}
