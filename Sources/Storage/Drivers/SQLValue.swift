public import Foundation

/// One value that goes to or comes from either database.
public enum SQLValue: Sendable, Equatable {
  case null
  case integer(Int64)
  case real(Double)
  case text(String)
  case blob(Data)

  static func text(_ string: String?) -> SQLValue { string.map { .text($0) } ?? .null }
  static func integer(_ number: Int64?) -> SQLValue { number.map { .integer($0) } ?? .null }
  static func real(_ number: Double?) -> SQLValue { number.map { .real($0) } ?? .null }
  static func time(_ time: Timestamp?) -> SQLValue { .integer(time?.microseconds) }

  /// PostgreSQL's text cannot hold U+0000; refusing it in both databases keeps them alike.
  func validate() throws(StorageError) {
    guard case .text(let string) = self else { return }
    let hasZero =
      unsafe string.utf8.withContiguousStorageIfAvailable { unsafe $0.contains(0) }
      ?? string.utf8.contains(0)
    if hasZero { throw .invalidText(reason: "U+0000 in \"\(string.prefix(20))\"") }
  }
}

/// Reads the values of one result row from left to right, in the order of the SQL's columns.
struct RowReader {
  let values: [SQLValue]
  private var column = 0

  init(_ values: [SQLValue]) {
    self.values = values
  }

  private mutating func next() throws(StorageError) -> SQLValue {
    guard column < values.count else {
      throw .unexpectedValue(column: column, found: "a row of \(values.count)", expected: "more")
    }
    column += 1
    return values[column - 1]
  }

  private func mismatch(_ value: SQLValue, _ expected: String) -> StorageError {
    .unexpectedValue(column: column - 1, found: "\(value)", expected: expected)
  }

  mutating func optionalText() throws(StorageError) -> String? {
    switch try next() {
    case .null: return nil
    case .text(let string): return string
    case let other: throw mismatch(other, "text")
    }
  }

  mutating func text() throws(StorageError) -> String {
    guard let text = try optionalText() else { throw mismatch(.null, "text") }
    return text
  }

  mutating func optionalInteger() throws(StorageError) -> Int64? {
    switch try next() {
    case .null: return nil
    case .integer(let number): return number
    case let other: throw mismatch(other, "an integer")
    }
  }

  mutating func integer() throws(StorageError) -> Int64 {
    guard let number = try optionalInteger() else { throw mismatch(.null, "an integer") }
    return number
  }

  mutating func optionalReal() throws(StorageError) -> Double? {
    switch try next() {
    case .null: return nil
    case .real(let number): return number
    case .integer(let number): return Double(number)
    case let other: throw mismatch(other, "a number")
    }
  }

  mutating func blob() throws(StorageError) -> Data {
    switch try next() {
    case .blob(let data): return data
    case let other: throw mismatch(other, "bytes")
    }
  }

  mutating func optionalTime() throws(StorageError) -> Timestamp? {
    try optionalInteger().map { Timestamp(microseconds: $0) }
  }

  mutating func time() throws(StorageError) -> Timestamp {
    Timestamp(microseconds: try integer())
  }
}
