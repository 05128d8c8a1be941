import Economics
import Foundation
import IntentTypes
import Storage

/// What the bot was worth in a period: `helpline-bot savings`.
public struct SavingsReport: Sendable, Encodable {
  public let period: ReportPeriod
  let assumptions: Assumptions
  let savings: Savings

  /// Reads the recorded outcomes of the period.
  ///
  /// - Throws: `StorageError`.
  public init(settings: ServerSettings, period: ReportPeriod) async throws {
    let store = try await Store.openExisting(settings: settings)
    let outcomes = try await store.outcomes(in: period.stored)
    await store.close()
    self.init(outcomes: outcomes, settings: settings.savings, period: period)
  }

  init(outcomes: [OutcomeCount], settings: SavingsSettings, period: ReportPeriod) {
    self.period = period
    var assumptions = Assumptions(
      operatorMinutes: settings.operatorMinutes, hourlyRate: settings.hourlyRate,
      creationCost: settings.creationCost,
      subscriptionCost: settings.monthlySubscription * Double(period.days) / Self.daysPerMonth)
    assumptions.currency = settings.currency
    self.assumptions = assumptions
    savings = Savings(
      of: outcomes.flatMap(Self.questions), assumptions, firstDay: period.firstDay,
      days: period.days)
  }

  /// Mean length of a month of the Gregorian calendar.
  private static let daysPerMonth = 365.2425 / 12

  /// The questions that a count stands for; empty for turns that ask nothing (small talk, forms).
  private static func questions(_ count: OutcomeCount) -> [QuestionOutcome] {
    guard let outcome = outcome(of: count) else { return [] }
    let question = QuestionOutcome(intent: count.intent.map { Intent($0) }, outcome: outcome)
    return Array(repeating: question, count: Int(count.count))
  }

  /// What a person noted wins; then the rating; an answer in a conversation that a person took over
  /// does not count as one of the bot's; silence is told from confirmation.
  static func outcome(of count: OutcomeCount) -> Outcome? {
    if let noted = count.outcome.flatMap({ Outcome(rawValue: $0) }) { return noted }
    switch count.decision {
    case "answer", "guide":
      if let rating = count.rating, rating <= 2 { return .wrong }
      if count.isHandedOver { return .handedOff }
      return count.rating.map { $0 >= 4 } == true ? .confirmed : .silent
    case "hand_off": return .handedOff
    case "fallback": return count.isHandedOver ? .handedOff : .missed
    default: return nil
    }
  }

  /// For a program.
  public func json() throws -> String {
    try ReportText.json(self)
  }

  /// For a person.
  public var text: String {
    let counts = savings.counts
    let money = { (amount: Double) in "\(ReportText.grouped(amount)) \(savings.currency)" }
    var lines = [
      "Savings from \(period.from) to \(period.to)",
      "",
      "Questions: \(counts.eligible)",
      "  confirmed   \(counts.confirmed)",
      "  silent      \(counts.silent)",
      "  reopened    \(counts.reopened)",
      "  wrong       \(counts.wrong)",
      "  handed over \(counts.handedOff)",
      "  missed      \(counts.missed)",
      "",
      "One answer of a person: \(assumptions.operatorMinutes) min at "
        + "\(money(assumptions.hourlyRate)) an hour",
      "Costs: creation \(money(assumptions.creationCost)), subscriptions "
        + money(assumptions.subscriptionCost),
      "",
      "Savings, confirmed answers:   \(money(savings.basic))",
      "  with silent answers:        \(money(savings.basicWithSilent))",
      "  verified:                   \(money(savings.verified)) "
        + "(\(money(savings.verifiedLower)) to \(money(savings.verifiedUpper)))",
      "Containment: \(ReportText.share(savings.containment)); the published mark is "
        + "\(ReportText.percent(savings.referenceContainment))",
    ]
    if let breakEven = savings.breakEvenContainment {
      lines.append("Break-even containment: \(ReportText.percent(breakEven))")
    }
    lines += ["Paid back on: \(savings.payBackDate ?? "-")", "", savings.advice.sentence]
    return lines.joined(separator: "\n")
  }
}
