internal import CPostgreSQL
internal import Foundation

/// Reads libpq results in text format.
enum PostgreSQLResult {
  // PG_DIAG_SQLSTATE and PG_DIAG_MESSAGE_PRIMARY of libpq's postgres_ext.h, which are macros.
  private static let sqlState = Int32(UInt8(ascii: "C"))
  private static let primaryMessage = Int32(UInt8(ascii: "M"))

  /// The rows of `result`, or what the server said against `statement`.
  ///
  /// SAFETY: `result` is valid and not freed during the call.
  @unsafe
  static func read(
    _ result: OpaquePointer, statement: String
  ) -> Result<[[SQLValue]], StorageError> {
    let status = unsafe PQresultStatus(result)
    if status == PGRES_COMMAND_OK { return .success([]) }
    guard status == PGRES_TUPLES_OK else {
      return .failure(
        StorageError(
          sqlState: unsafe field(sqlState, of: result) ?? "",
          message: unsafe field(primaryMessage, of: result) ?? "no message",
          statement: statement))
    }
    let columns = unsafe (0..<PQnfields(result)).map { unsafe ($0, PQftype(result, $0)) }
    var rows: [[SQLValue]] = []
    for row in unsafe 0..<PQntuples(result) {
      var values: [SQLValue] = []
      values.reserveCapacity(columns.count)
      for (column, type) in columns {
        switch unsafe value(result, row, column, type) {
        case .success(let value): values.append(value)
        case .failure(let error): return .failure(error)
        }
      }
      rows.append(values)
    }
    return .success(rows)
  }

  /// The primary message only: a detail may quote values of a row.
  @unsafe
  private static func field(_ code: Int32, of result: OpaquePointer) -> String? {
    guard let text = unsafe PQresultErrorField(result, code) else { return nil }
    return unsafe String(cString: text)
  }

  /// Object identifiers of the types that the schema and its queries use, from pg_type.dat.
  private enum TypeID {
    static let bytes: UInt32 = 17
    static let integers: Set<UInt32> = [20, 21, 23]
    static let reals: Set<UInt32> = [700, 701]
    static let texts: Set<UInt32> = [25, 1043, 19, 2278]
  }

  @unsafe
  private static func value(
    _ result: OpaquePointer, _ row: Int32, _ column: Int32, _ type: UInt32
  ) -> Result<SQLValue, StorageError> {
    if unsafe PQgetisnull(result, row, column) == 1 { return .success(.null) }
    // SAFETY: libpq gives the length of the value that it points to.
    let bytes = unsafe UnsafeRawBufferPointer(
      start: PQgetvalue(result, row, column), count: Int(PQgetlength(result, row, column)))
    let text = unsafe String(decoding: bytes, as: UTF8.self)
    var found: SQLValue?
    if TypeID.texts.contains(type) {
      found = .text(text)
    } else if TypeID.integers.contains(type) {
      found = Int64(text).map { .integer($0) }
    } else if TypeID.reals.contains(type) {
      found = Double(text).map { .real($0) }
    } else if type == TypeID.bytes {
      found = data(hexadecimal: text).map { .blob($0) }
    }
    guard let found else {
      return .failure(
        .unexpectedValue(
          column: Int(column), found: "type \(type)", expected: "text, integer, real or bytes"))
    }
    return .success(found)
  }

  /// `\x00ff…`, the server's output of bytes.
  private static func data(hexadecimal text: String) -> Data? {
    guard text.hasPrefix("\\x"), text.utf8.count.isMultiple(of: 2) else { return nil }
    var data = Data(capacity: text.utf8.count / 2 - 1)
    var high: UInt8?
    for digit in text.utf8.dropFirst(2) {
      guard let nibble = Character(UnicodeScalar(digit)).hexDigitValue else { return nil }
      if let first = high {
        data.append(first << 4 | UInt8(nibble))
        high = nil
      } else {
        high = UInt8(nibble)
      }
    }
    return data
  }
}

extension StorageError {
  /// PostgreSQL's error codes: https://www.postgresql.org/docs/15/errcodes-appendix.html
  init(sqlState: String, message: String, statement: String) {
    let reason = "\(message) (SQLSTATE \(sqlState))"
    self =
      switch sqlState {
      case "53100": .diskFull(reason: reason)
      case "55P03", "55006": .busy(reason: reason)
      case "57014": .busy(reason: reason)
      case "25006", "42501": .readOnly(reason: reason)
      case "40001", "40P01": .conflict(reason: reason)
      case "22021", "22P05": .invalidText(reason: reason)
      case "XX001", "XX002": .damaged(reason: reason)
      case _ where sqlState.hasPrefix("23"): .conflict(reason: reason)
      case _ where sqlState.hasPrefix("08") || sqlState.hasPrefix("57P"):
        .unavailable(reason: reason)
      case _ where sqlState.hasPrefix("53") || sqlState.hasPrefix("58"):
        .unavailable(reason: reason)
      default: .sql(code: "SQLSTATE \(sqlState)", message: message, statement: statement)
      }
  }
}
