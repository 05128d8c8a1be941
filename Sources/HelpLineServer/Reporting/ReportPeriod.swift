public import Foundation
import Storage

/// The days that a report is about, both included, in UTC.
public struct ReportPeriod: Sendable, Equatable, Encodable {
  /// `2026-11-01`
  public let from: String
  public let to: String
  /// Days since 1970-01-01.
  let firstDay: Int
  let days: Int

  enum CodingKeys: CodingKey {
    case from, to
  }

  /// Days of a report for which nothing is said.
  static let standardDays = 30

  /// - Parameters:
  ///   - from: nil for 30 days up to `to`.
  ///   - to: nil for today.
  /// - Throws: `SettingsError.invalid` for what is no date, or an end before the beginning.
  public init(from: String?, to: String?, today: Date = Date()) throws(SettingsError) {
    let last =
      try to.map { text throws(SettingsError) in try Self.day(text, key: "--to") }
      ?? Int((today.timeIntervalSince1970 / 86_400).rounded(.down))
    let first =
      try from.map { text throws(SettingsError) in try Self.day(text, key: "--from") }
      ?? last - Self.standardDays + 1
    guard first <= last else {
      throw .invalid(
        key: "--from", found: Self.text(first), expected: "a day up to \(Self.text(last))")
    }
    firstDay = first
    days = last - first + 1
    self.from = Self.text(first)
    self.to = Self.text(last)
  }

  var stored: Period {
    Period(
      from: Timestamp(microseconds: Int64(firstDay) * 86_400_000_000),
      to: Timestamp(microseconds: Int64(firstDay + days) * 86_400_000_000))
  }

  private static func day(_ text: String, key: String) throws(SettingsError) -> Int {
    guard text.wholeMatch(of: /\d{4}-\d{2}-\d{2}/) != nil,
      let date = try? Date(text, strategy: .iso8601.year().month().day()),
      Self.text(Int(date.timeIntervalSince1970 / 86_400)) == text
    else { throw .invalid(key: key, found: text, expected: "a date such as 2026-11-30") }
    return Int(date.timeIntervalSince1970 / 86_400)
  }

  private static func text(_ day: Int) -> String {
    Date(timeIntervalSince1970: Double(day) * 86_400).formatted(.iso8601.year().month().day())
  }
}
