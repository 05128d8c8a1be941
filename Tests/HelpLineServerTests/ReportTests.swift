import Economics
import Foundation
@testable import Storage
import Testing

@testable import HelpLineServer

@Suite struct `Reports` {
  private func period(_ from: String = "2026-11-01", _ to: String = "2026-11-30") throws
    -> ReportPeriod
  {
    try ReportPeriod(from: from, to: to)
  }

  @Test func `a period is days, both ends included`() throws {
    let november = try period()
    #expect(november.days == 30)
    #expect(november.stored.start == Timestamp(microseconds: 1_793_491_200_000_000))
    let today = Date(timeIntervalSince1970: 1_795_910_400)
    let standard = try ReportPeriod(from: nil, to: nil, today: today)
    #expect(standard.to == "2026-11-29" && standard.from == "2026-10-31")
  }

  @Test(arguments: ["2026-02-30", "tomorrow", "2026-1-1", ""])
  func `what is no date is refused`(text: String) {
    #expect(throws: SettingsError.self) { try period(text) }
  }

  @Test func `an end before the beginning is refused`() {
    let error = #expect(throws: SettingsError.self) { try period("2026-12-01") }
    #expect(error?.description == "--from: found \"2026-12-01\"; expected a day up to 2026-11-30")
  }

  private func count(
    _ decision: String, rating: Int64? = nil, handedOver: Bool = false, outcome: String? = nil,
    _ count: Int64
  ) -> OutcomeCount {
    OutcomeCount(
      bot: "rules", decision: decision, intent: "tuition_cost", language: "ru", outcome: outcome,
      rating: rating, isHandedOver: handedOver, count: count)
  }

  @Test func `savings are confirmed answers times minutes times rate less the costs`() throws {
    var settings = SavingsSettings()
    settings.operatorMinutes = 6
    settings.hourlyRate = 3_000
    settings.creationCost = 1_000
    let report = SavingsReport(
      outcomes: [
        count("answer", rating: 5, 20), count("answer", 30), count("answer", rating: 1, 5),
        count("answer", rating: 5, handedOver: true, 2), count("hand_off", 3),
        count("fallback", 4), count("small_talk", 50), count("clarify", 9),
        count("answer", outcome: "reopened", 1),
      ], settings: settings, period: try period())
    // 20 x 6/60 h x 3000 - 1000 = 5000; with 30 silent ones 14 000.
    #expect(report.savings.basic == 5_000)
    #expect(report.savings.basicWithSilent == 14_000)
    #expect(report.savings.counts.eligible == 65)
    #expect(report.savings.counts.wrong == 5)
    #expect(report.savings.counts.handedOff == 5)
    #expect(report.savings.counts.missed == 4)
    #expect(report.text.contains("Savings, confirmed answers:   5 000 KZT"))
    #expect(report.text.contains("the published mark is 56.0 %"))
    #expect(report.text.hasSuffix(Advice.expand.sentence))
    #expect(try report.json().contains("\"basic\" : 5000"))
  }

  private func duel(
    rules: String?, learning: String?, serving: String = "learning", language: String = "ru",
    rating: Int64? = nil, checked: String? = nil, _ count: Int64
  ) -> DuelCount {
    func judgement(_ bot: String, _ intent: String?) -> StoredJudgement {
      StoredJudgement(bot: bot, decision: intent == nil ? "fallback" : "answer", intent: intent)
    }
    let both = [judgement("learning", learning), judgement("rules", rules)]
    return DuelCount(
      judgement: serving == "learning" ? both[0] : both[1],
      otherJudgement: serving == "learning" ? both[1] : both[0], language: language,
      rating: rating, outcome: nil, checkedIntent: checked, count: count)
  }

  @Test func `a duel compares coverage, agreement and precision`() throws {
    let report = DuelReport(
      duels: [
        duel(rules: "a", learning: "a", 6),
        duel(rules: nil, learning: "b", rating: 5, 2),
        duel(rules: "c", learning: "b", rating: 5, 1),
        duel(rules: "c", learning: "b", rating: 1, 1),
        duel(rules: "c", learning: "b", serving: "rules", language: "kk", checked: "b", 2),
      ], period: try period())
    let all = try #require(report.groups.first)
    #expect(all.name == "all")
    #expect(all.agreement == Proportion(6, of: 12))
    let learning = try #require(all.rows.first { $0.bot == "learning" })
    #expect(learning.coverage == Proportion(12, of: 12))
    #expect(learning.precision == Proportion(5, of: 6))
    let rules = try #require(all.rows.first { $0.bot == "rules" })
    #expect(rules.coverage == Proportion(10, of: 12))
    #expect(rules.precision == Proportion(0, of: 3))
    #expect(report.groups.map(\.name).contains("language kk"))
    #expect(report.text.contains("agreement  50.0 % ("))
  }

  @Test func `small talk for both counts nowhere, and who gives up agrees with who does`() throws {
    func duel(_ serving: String, _ other: String, _ intents: (String, String)) -> DuelCount {
      DuelCount(
        judgement: StoredJudgement(bot: "rules", decision: serving, intent: intents.0),
        otherJudgement: StoredJudgement(bot: "learning", decision: other, intent: intents.1),
        language: "en", rating: nil, outcome: nil, checkedIntent: nil, count: 1)
    }
    let report = DuelReport(
      duels: [
        duel("small_talk", "small_talk", ("greet", "greet")),
        duel("small_talk", "answer", ("greet", "tuition_cost")),
        // The best intents of rankings that led to nothing say nothing.
        duel("fallback", "fallback", ("gpa_credits", "tuition_cost")),
        duel("hand_off", "hand_off", ("talk_to_operator", "talk_to_operator")),
      ], period: try period())
    let all = try #require(report.groups.first)
    #expect(all.agreement == Proportion(2, of: 3))
    #expect(all.rows.map(\.coverage) == [Proportion(2, of: 3), Proportion(2, of: 3)])
    #expect(report.groups.contains { $0.name == "intent none" && $0.agreement.total == 1 })
  }

  @Test(arguments: [(0.0, "0"), (999, "999"), (1_000, "1 000"), (-1_234_567.4, "-1 234 567")])
  func `amounts are grouped`(amount: Double, text: String) {
    #expect(ReportText.grouped(amount) == text)
  }

  @Test func `what cost nothing is paid back on no day`() throws {
    var settings = SavingsSettings()
    let outcomes = [count("answer", rating: 5, 20)]
    let free = SavingsReport(outcomes: outcomes, settings: settings, period: try period())
    #expect(free.text.contains("\nPaid back on: -\n"))
    settings.creationCost = 1_000
    let paid = SavingsReport(outcomes: outcomes, settings: settings, period: try period())
    #expect(paid.text.contains("\nPaid back on: 2026-11-"))
  }

  @Test func `a report on a database that is not there makes none`() async throws {
    let folder = try TemporaryFolder()
    defer { folder.remove() }
    var settings = ServerSettings()
    settings.database = folder.path("mistyped.sqlite")
    settings.storage.callbackKeyFile = folder.path("senim.key")
    let refusal = StorageError.unavailable(reason: "there is no file \(settings.database)")
    await #expect(throws: refusal) {
      _ = try await DuelReport(settings: settings, period: try period())
    }
    await #expect(throws: refusal) {
      _ = try await SavingsReport(settings: settings, period: try period())
    }
    await #expect(throws: refusal) { _ = try await DataRequests(settings: settings) }
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.url.path).isEmpty)
  }
}
