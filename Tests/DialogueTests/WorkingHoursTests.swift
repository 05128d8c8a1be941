import Dialogue
import Testing

@Suite struct WorkingHoursTests {
  /// Seconds since 1970 of a local time in Kazakhstan on 2026-11-(23 + day); the 23rd is a Monday.
  private func time(day: Int, _ hour: Int, _ minute: Int = 0) -> Int {
    1_795_374_000 + day * 86_400 + hour * 3_600 + minute * 60
  }

  @Test(arguments: [
    (0, 8, 0, 0, "9:00"), (0, 9, 0, 1, "9:00"), (0, 17, 59, 1, "9:00"), (0, 18, 0, 1, "9:00"),
    (4, 18, 0, 3, "9:00"), (5, 12, 0, 2, "9:00"), (6, 23, 59, 1, "9:00"),
  ])
  func `the next opening`(
    _ day: Int, _ hour: Int, _ minute: Int, _ daysAhead: Int, _ clock: String
  ) {
    let opening = WorkingHours.standard.opening(after: time(day: day, hour, minute))
    #expect(opening?.daysAhead == daysAhead)
    #expect(opening?.clock == clock)
    #expect(opening?.time == time(day: day + daysAhead, 9))
  }

  @Test(arguments: [(0, 9, 0, true), (0, 17, 59, true), (0, 18, 0, false), (5, 10, 0, false)])
  func `the closing of an open day`(_ day: Int, _ hour: Int, _ minute: Int, _ isOpen: Bool) {
    let closing = WorkingHours.standard.closing(at: time(day: day, hour, minute))
    #expect((closing?.clock == "18:00") == isOpen)
  }

  @Test func `holidays are closed`() {
    var hours = WorkingHours.standard
    hours.closedDates = ["2026-11-23", "2026-11-24"]
    #expect(hours.closing(at: time(day: 0, 10)) == nil)
    let opening = hours.opening(after: time(day: 0, 10))
    #expect(opening?.daysAhead == 2 && opening?.weekday == 2)
    #expect(opening?.day == 25 && opening?.month == 11)
  }

  @Test func `never open`() {
    let hours = WorkingHours(days: Array(repeating: nil, count: 7))
    #expect(hours.opening(after: 0) == nil)
  }

  @Test func `a leap day and the days before 1970`() {
    let hours = WorkingHours(
      days: Array(repeating: WorkingHours.Span(opens: 0, closes: 1440), count: 7))
    // 2024-02-29 00:30 in Kazakhstan
    let leap = hours.closing(at: 1_709_148_600)
    #expect(leap?.day == 29 && leap?.month == 2 && leap?.weekday == 3)
    let old = hours.closing(at: -6 * 3_600)
    #expect(old?.day == 31 && old?.month == 12 && old?.weekday == 2)
  }
}
