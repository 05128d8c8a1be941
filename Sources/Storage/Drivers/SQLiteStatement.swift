internal import Foundation
internal import GRDB
internal import GRDBSQLite

/// One prepared statement, bound and stepped through SQLite's own functions: GRDB's values and rows
/// take longer than the statements of a turn.
struct SQLiteStatement {
  private let statement: Statement
  private let database: Database

  /// - Parameter sql: prepared once a connection.
  init(_ sql: String, in database: Database) throws {
    statement = try database.cachedStatement(sql: sql)
    self.database = database
  }

  private var handle: OpaquePointer { unsafe statement.sqliteStatement }

  /// Runs the statement with `arguments` for `$1`, `$2`, … and returns its rows.
  func rows(_ arguments: [SQLValue]) throws -> [[SQLValue]] {
    // SAFETY: the statement lives as long as `statement`, and is used on its connection's thread only.
    let parameters = unsafe sqlite3_bind_parameter_count(handle)
    guard Int(parameters) == arguments.count else {
      throw DatabaseError(
        resultCode: .SQLITE_RANGE,
        message: "\(arguments.count) arguments for \(parameters) parameters")
    }
    defer {
      unsafe sqlite3_reset(handle)
      unsafe sqlite3_clear_bindings(handle)
    }
    for (place, argument) in arguments.enumerated() {
      try check(bind(argument, at: Int32(place + 1)), SQLITE_OK)
    }
    let columns = unsafe sqlite3_column_count(handle)
    var rows: [[SQLValue]] = []
    while true {
      let code = unsafe sqlite3_step(handle)
      if code == SQLITE_DONE { return rows }
      try check(code, SQLITE_ROW)
      rows.append((0..<columns).map { value(at: $0) })
    }
  }

  private func check(_ code: Int32, _ expected: Int32) throws {
    guard code != expected else { return }
    // SAFETY: the message is SQLite's until the next call, and copied here.
    let message = unsafe sqlite3_errmsg(database.sqliteConnection)
    throw DatabaseError(
      resultCode: ResultCode(rawValue: code),
      message: unsafe message.map { unsafe String(cString: $0) })
  }

  private func bind(_ value: SQLValue, at place: Int32) -> Int32 {
    switch value {
    case .null: return unsafe sqlite3_bind_null(handle, place)
    case .integer(let number): return unsafe sqlite3_bind_int64(handle, place, number)
    case .real(let number): return unsafe sqlite3_bind_double(handle, place, number)
    case .text(let string):
      // SAFETY: SQLite copies the bytes before it returns.
      return unsafe sqlite3_bind_text(
        handle, place, string, Int32(string.utf8.count), Self.copying)
    case .blob(let data):
      return unsafe data.withUnsafeBytes { bytes in
        unsafe bytes.isEmpty
          ? sqlite3_bind_zeroblob(handle, place, 0)
          : sqlite3_bind_blob(handle, place, bytes.baseAddress, Int32(bytes.count), Self.copying)
      }
    }
  }

  /// SQLITE_TRANSIENT, which Swift does not import: the bytes are copied at once.
  private static var copying: sqlite3_destructor_type {
    unsafe unsafeBitCast(-1, to: sqlite3_destructor_type.self)
  }

  private func value(at column: Int32) -> SQLValue {
    switch unsafe sqlite3_column_type(handle, column) {
    case SQLITE_INTEGER: return unsafe .integer(sqlite3_column_int64(handle, column))
    case SQLITE_FLOAT: return unsafe .real(sqlite3_column_double(handle, column))
    case SQLITE_NULL: return .null
    case SQLITE_BLOB:
      let count = unsafe Int(sqlite3_column_bytes(handle, column))
      // SAFETY: the bytes are SQLite's until the next step, and copied here.
      guard let bytes = unsafe sqlite3_column_blob(handle, column) else { return .blob(Data()) }
      return unsafe .blob(Data(bytes: bytes, count: count))
    default:
      // SAFETY: as above; the text may hold no zero, which `validate` keeps out.
      guard let text = unsafe sqlite3_column_text(handle, column) else { return .null }
      return unsafe .text(String(cString: text))
    }
  }
}
