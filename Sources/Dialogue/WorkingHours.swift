/// When people are on duty. Arithmetic over seconds since 1970: no clock, no calendar library.
public struct WorkingHours: Sendable, Equatable, Codable {
  /// Minutes after midnight, local time.
  public struct Span: Sendable, Equatable, Codable {
    public var opens: Int
    public var closes: Int

    public init(opens: Int, closes: Int) {
      self.opens = opens
      self.closes = closes
    }
  }

  /// Kazakhstan has one time zone since 1 March 2024: UTC+5.
  public var utcOffsetMinutes = 300
  /// Seven spans from Monday on; nil for a day off.
  public var days: [Span?]
  /// Holidays, `2026-12-16`.
  public var closedDates: Set<String> = []

  /// - Precondition: seven days, each opening before it closes.
  public init(days: [Span?]) {
    precondition(days.count == 7, "\(days.count) days; a week has 7")
    precondition(
      days.allSatisfy { $0.map { $0.opens < $0.closes } ?? true }, "a day closes before it opens")
    self.days = days
  }

  /// Monday to Friday, 9:00 to 18:00.
  public static let standard = WorkingHours(
    days: Array(repeating: Span(opens: 540, closes: 1080), count: 5) + [nil, nil])

  /// A moment of the local calendar.
  public struct Moment: Sendable, Equatable {
    /// Seconds since 1970, UTC.
    public let time: Int
    /// Days after the day that was asked about.
    public let daysAhead: Int
    /// 0 is Monday.
    public let weekday: Int
    public let day: Int
    public let month: Int
    public let minuteOfDay: Int

    /// `9:00`
    public var clock: String {
      let minutes = minuteOfDay % 60
      return "\(minuteOfDay / 60):\(minutes < 10 ? "0" : "")\(minutes)"
    }
  }

  /// When the current working day ends; nil while closed.
  public func closing(at time: Int) -> Moment? {
    let (day, minute) = local(time)
    guard let span = span(onDay: day), minute >= span.opens, minute < span.closes else {
      return nil
    }
    return moment(day: day, minute: span.closes, from: day)
  }

  /// When people are on duty next, after `time`; nil if not within a year.
  public func opening(after time: Int) -> Moment? {
    let (today, minute) = local(time)
    for day in today...today + 366 {
      guard let span = span(onDay: day) else { continue }
      if day > today || span.opens > minute {
        return moment(day: day, minute: span.opens, from: today)
      }
    }
    return nil
  }

  /// Days since 1970 and minutes after midnight, local time.
  private func local(_ time: Int) -> (day: Int, minute: Int) {
    let minutes = Self.floorDivide(time, 60) + utcOffsetMinutes
    let day = Self.floorDivide(minutes, 1440)
    return (day, minutes - day * 1440)
  }

  private func span(onDay day: Int) -> Span? {
    let (year, month, dayOfMonth) = Self.date(ofDay: day)
    func padded(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
    guard !closedDates.contains("\(year)-\(padded(month))-\(padded(dayOfMonth))") else {
      return nil
    }
    return days[Self.weekday(ofDay: day)]
  }

  private func moment(day: Int, minute: Int, from today: Int) -> Moment {
    let (_, month, dayOfMonth) = Self.date(ofDay: day)
    return Moment(
      time: (day * 1440 + minute - utcOffsetMinutes) * 60, daysAhead: day - today,
      weekday: Self.weekday(ofDay: day), day: dayOfMonth, month: month, minuteOfDay: minute)
  }

  /// 1970-01-01 was a Thursday.
  private static func weekday(ofDay day: Int) -> Int {
    let weekday = (day + 3) % 7
    return weekday < 0 ? weekday + 7 : weekday
  }

  /// The Gregorian date of a day counted from 1970-01-01, after H. Hinnant, "chrono-Compatible
  /// Low-Level Date Algorithms" (`civil_from_days`).
  static func date(ofDay day: Int) -> (year: Int, month: Int, day: Int) {
    let shifted = day + 719_468
    let era = floorDivide(shifted, 146_097)
    let dayOfEra = shifted - era * 146_097
    let yearOfEra =
      (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let monthFromMarch = (5 * dayOfYear + 2) / 153
    let month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
    let dayOfMonth = dayOfYear - (153 * monthFromMarch + 2) / 5 + 1
    return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfMonth)
  }

  private static func floorDivide(_ a: Int, _ b: Int) -> Int {
    a >= 0 ? a / b : -((-a + b - 1) / b)
  }
}
