/// A span of time, its end not included.
public struct Period: Sendable, Equatable {
  public var start: Timestamp
  public var end: Timestamp

  /// - Precondition: `start <= end`.
  public init(from start: Timestamp, to end: Timestamp) {
    precondition(start <= end, "a period from \(start) to \(end)")
    self.start = start
    self.end = end
  }

  /// Everything that can be stored.
  public static let all = Period(
    from: Timestamp(microseconds: .min), to: Timestamp(microseconds: .max))

  var values: [SQLValue] { [.time(start), .time(end)] }
}
