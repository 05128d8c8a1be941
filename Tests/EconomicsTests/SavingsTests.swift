import Economics
import Foundation
import IntentTypes
import Testing

@Suite struct SavingsTests {
  /// 3 minutes at 2,000 an hour: an answer of a person costs 100.
  private func assumptions(creation: Double = 10_000, subscriptions: Double = 2_000) -> Assumptions
  {
    Assumptions(
      operatorMinutes: 3, hourlyRate: 2_000, creationCost: creation,
      subscriptionCost: subscriptions)
  }

  private func questions(_ counts: [(Outcome, Int)], _ intent: String = "tuition_cost")
    -> [QuestionOutcome]
  {
    counts.flatMap { outcome, count in
      Array(repeating: QuestionOutcome(intent: Intent(intent), outcome: outcome), count: count)
    }
  }

  @Test func `the basic formula by hand, and the advice of a gain`() {
    // 150 confirmed × 100 − (10,000 + 2,000) = 3,000; with 50 silent 8,000.
    let savings = Savings(
      of: questions([(.confirmed, 150), (.silent, 50), (.handedOff, 100)]), assumptions(),
      firstDay: 20_454, days: 30)
    #expect(savings.basic == 3_000)
    #expect(savings.basicWithSilent == 8_000)
    #expect(savings.advice == .expand)
    #expect(savings.advice.sentence.contains("other channels"))
    // 200 of 300 without a person.
    #expect(savings.containment.count == 200 && savings.containment.total == 300)
    #expect(savings.referenceContainment == 0.56)
    // 12,000 / (300 × 100) = 0.4
    #expect(savings.breakEvenContainment == 0.4)
  }

  @Test func `a loss advises to improve`() {
    // 100 × 100 − 12,000 = −2,000
    let savings = Savings(
      of: questions([(.confirmed, 100)]), assumptions(), firstDay: 0, days: 30)
    #expect(savings.basic == -2_000)
    #expect(savings.advice == .improve)
    #expect(savings.advice.sentence.contains("check the correctness"))
  }

  @Test func `wrong answers subtract and silence counts as far as it was audited`() {
    var assumptions = assumptions()
    assumptions.trainingCost = 500
    assumptions.hostingCost = 300
    let asked = questions([(.confirmed, 150), (.silent, 40), (.wrong, 10), (.reopened, 5)])
    // 150 × 100 + 0.75 × 40 × 100 − (12,000 + 500 + 300) − 10 × 200 = 3,200
    let savings = Savings(
      of: asked, assumptions, audit: Proportion(15, of: 20), firstDay: 0, days: 30)
    #expect(abs(savings.verified - 3_200) < 1e-9)
    #expect(savings.verifiedLower < savings.verified && savings.verified < savings.verifiedUpper)
    // Without an audit between none and all of the silent answers: 200 … 4,200.
    let unaudited = Savings(of: asked, assumptions, firstDay: 0, days: 30)
    #expect(unaudited.verified == 200 && unaudited.verifiedLower == 200)
    #expect(unaudited.verifiedUpper == 4_200)
    #expect(unaudited.durableContainment.count == 190)
    #expect(unaudited.containment.count == 195)
  }

  @Test func `measured times replace the default where there are enough`() {
    var assumptions = assumptions(creation: 0, subscriptions: 0)
    assumptions.measured = [
      Intent("tuition_cost"): MeasuredTime(minutes: 6, count: 20),
      Intent("wifi_access"): MeasuredTime(minutes: 60, count: 19),
    ]
    let asked =
      questions([(.confirmed, 10)]) + questions([(.confirmed, 10)], "wifi_access")
    // 10 × 200 + 10 × 100
    let savings = Savings(of: asked, assumptions, firstDay: 0, days: 1)
    #expect(savings.verified == 3_000)
    #expect(savings.basic == 2_000)
  }

  @Test(arguments: [
    // (150 × 100 − 2,000) / 30 a day; 10,000 are back after 23.08, so on the 24th day: 2026-01-25.
    (150, 30, "2026-01-25" as String?),
    // Nothing is left after the subscriptions.
    (20, 30, nil),
    // 3.33 a day: 3,000 days.
    (21, 30, "2034-03-20"),
  ])
  func `the pay-back date at the period's pace`(_ confirmed: Int, _ days: Int, _ date: String?) {
    // 20,454 days after 1970-01-01 is 2026-01-01.
    let savings = Savings(
      of: questions([(.confirmed, confirmed)]), assumptions(), firstDay: 20_454, days: days)
    #expect(savings.payBackDate == date)
  }

  @Test func `nothing asked`() {
    let savings = Savings(of: [], assumptions(), firstDay: 0, days: 1)
    #expect(savings.basic == -12_000)
    #expect(savings.breakEvenContainment == nil && savings.payBackDate == nil)
    #expect(savings.containment == Proportion(0, of: 0))
  }

  @Test func `survives JSON`() throws {
    let savings = Savings(
      of: questions([(.confirmed, 3), (.missed, 1)]), assumptions(), audit: Proportion(1, of: 2),
      firstDay: 20_454, days: 7)
    let data = try JSONEncoder().encode(savings)
    #expect(try JSONDecoder().decode(Savings.self, from: data) == savings)
    #expect(String(decoding: data, as: UTF8.self).contains("\"advice\":\"improve\""))
  }
}

@Suite struct ProportionTests {
  /// Worked with the formula by hand (z² = 3.8415).
  @Test(arguments: [
    (0, 10, 0.0, 0.2775), (5, 10, 0.2366, 0.7634), (10, 10, 0.7225, 1.0), (56, 100, 0.4623, 0.6533),
  ])
  func `the Wilson interval`(_ count: Int, _ total: Int, _ lower: Double, _ upper: Double) {
    let proportion = Proportion(count, of: total)
    #expect(abs(proportion.lower - lower) < 5e-5, "\(proportion.lower)")
    #expect(abs(proportion.upper - upper) < 5e-5, "\(proportion.upper)")
  }

  @Test func `nothing counted says nothing`() {
    let proportion = Proportion(0, of: 0)
    #expect(proportion.value == 0 && proportion.lower == 0 && proportion.upper == 1)
  }
}
