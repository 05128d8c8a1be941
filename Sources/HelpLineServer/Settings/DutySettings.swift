public import Dialogue

/// When people are on duty, and how long one waits for them: a hand-over outside these hours, or one that
/// nobody takes, leads to a call-back.
public struct DutySettings: Sendable, Equatable {
  public var hours = WorkingHours.standard
  /// So long a hand-over may wait for somebody before the bot answers again.
  public var patienceSeconds = HelpLineSettings().patienceSeconds
  /// So long somebody who took a hand-over may be silent before the bot answers again; 0: for ever.
  public var operatorSilenceSeconds = HelpLineSettings().operatorSilenceSeconds

  public init() {}

  init(from reader: inout SettingsReader) throws(SettingsError) {
    let days = try reader.value(
      "duty.hours", default: hours.days,
      expected: "seven spans from Monday on, such as 9:00-18:00, with - for a day off",
      text: { $0.map { $0.map(Self.text) ?? "-" }.joined(separator: ",") }, convert: Self.days)
    let offset = try reader.number(
      "duty.utc_offset_minutes", default: hours.utcOffsetMinutes, in: -720...840)
    let closed = try reader.list("duty.closed_dates")
    for date in closed where date.wholeMatch(of: /\d{4}-\d{2}-\d{2}/) == nil {
      throw .invalid(key: "duty.closed_dates", found: date, expected: "dates such as 2026-12-16")
    }
    hours = WorkingHours(days: days)
    hours.utcOffsetMinutes = offset
    hours.closedDates = Set(closed)
    patienceSeconds = try reader.number(
      "duty.patience_seconds", default: patienceSeconds, in: 1...86_400)
    operatorSilenceSeconds = try reader.number(
      "duty.operator_silence_seconds", default: operatorSilenceSeconds, in: 0...604_800)
  }

  private static func days(_ text: String) -> [WorkingHours.Span?]? {
    let parts = text.split(separator: ",")
    guard parts.count == 7 else { return nil }
    var days = [WorkingHours.Span?]()
    for part in parts {
      let part = part.filter { $0 != " " }
      if part == "-" {
        days.append(nil)
        continue
      }
      let times = part.split(separator: "-").map { minutes(String($0)) }
      guard times.count == 2, let opens = times[0], let closes = times[1], opens < closes else {
        return nil
      }
      days.append(WorkingHours.Span(opens: opens, closes: closes))
    }
    return days
  }

  /// `9:30` is 570; `24:00` ends a day.
  private static func minutes(_ text: String) -> Int? {
    guard let match = text.wholeMatch(of: /(\d{1,2}):([0-5]\d)/), let hour = Int(match.1),
      let minute = Int(match.2), hour * 60 + minute <= 1_440
    else { return nil }
    return hour * 60 + minute
  }

  private static func text(_ span: WorkingHours.Span) -> String {
    [span.opens, span.closes].map { minutes in
      "\(minutes / 60):\(minutes % 60 < 10 ? "0" : "")\(minutes % 60)"
    }.joined(separator: "-")
  }
}
