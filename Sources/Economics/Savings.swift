import Foundation

/// What the bot was worth in a period: the basic formula, and beside it what an honest report adds.
/// Amounts in the currency of the assumptions. Encodes to the JSON of `helpline-bot savings --json`.
///
/// The basic formula is that of Karimova et al. (2025) on university help lines:
/// savings = (questions answered correctly × mean operator time × mean hourly rate)
///           − (cost of creating the bot + subscriptions to services).
public struct Savings: Sendable, Equatable, Codable {
  public let currency: String
  public let counts: OutcomeCounts

  /// The basic formula over confirmed answers. Silence is not counted as success.
  public let basic: Double
  /// The basic formula over confirmed and silent answers.
  public let basicWithSilent: Double
  /// Follows from the sign of `basic`.
  public let advice: Advice

  /// Confirmed answers, and silent ones scaled by the audited precision; measured times; training,
  /// hosting and the repair of wrong answers subtracted. Reopened questions do not count.
  public let verified: Double
  /// `verified` at the ends of the audit's interval.
  public let verifiedLower: Double
  public let verifiedUpper: Double
  /// Right among a random sample of silent answers that people checked; nil without a check.
  public let audit: Proportion?

  /// Questions that no person had to answer, of all.
  public let containment: Proportion
  /// The same without reopened questions.
  public let durableContainment: Proportion
  /// The published share of first-line contacts that a bot for frequent questions automates
  /// (Karimova et al. 2025): 56 %.
  public let referenceContainment: Double
  /// The containment at which the basic formula gives zero; above 1 the period was too short or too
  /// quiet. nil when there was no question or an answer costs nothing.
  public let breakEvenContainment: Double?
  /// The day on which the creation is paid back at the period's pace, `2027-03-01`; nil when it never
  /// is.
  public let payBackDate: String?

  /// - Parameters:
  ///   - questions: all questions of conversations that began in the period.
  ///   - audit: how many of a random sample of silent answers were found right.
  ///   - firstDay: of the period, in days since 1970-01-01.
  ///   - days: length of the period, at least 1.
  public init(
    of questions: [QuestionOutcome], _ assumptions: Assumptions, audit: Proportion? = nil,
    firstDay: Int, days: Int
  ) {
    precondition(days >= 1, "a period of \(days) days")
    let counts = OutcomeCounts(questions)
    let answerCost = assumptions.operatorMinutes / 60 * assumptions.hourlyRate
    let basicCosts = assumptions.creationCost + assumptions.subscriptionCost
    self.counts = counts
    self.audit = audit
    currency = assumptions.currency
    basic = Double(counts.confirmed) * answerCost - basicCosts
    basicWithSilent = Double(counts.confirmed + counts.silent) * answerCost - basicCosts
    advice = Advice(savings: basic)

    let verification = Verification(questions, assumptions)
    // Without an audit nothing is known about silent answers: none counts, all might.
    verified = verification.savings(silentShare: audit?.value ?? 0)
    verifiedLower = verification.savings(silentShare: audit?.lower ?? 0)
    verifiedUpper = verification.savings(silentShare: audit?.upper ?? 1)

    containment = Proportion(counts.contained, of: counts.eligible)
    durableContainment = Proportion(counts.confirmed + counts.silent, of: counts.eligible)
    referenceContainment = 0.56
    let allAnswered = Double(counts.eligible) * answerCost
    breakEvenContainment = allAnswered > 0 ? basicCosts / allAnswered : nil
    let dailyGain =
      (Double(counts.confirmed) * answerCost - assumptions.subscriptionCost) / Double(days)
    payBackDate = Self.payBackDate(
      creationCost: assumptions.creationCost, dailyGain: dailyGain, firstDay: firstDay)
  }

  private static func payBackDate(
    creationCost: Double, dailyGain: Double, firstDay: Int
  ) -> String? {
    guard creationCost > 0, dailyGain > 0 else { return nil }
    let days = (creationCost / dailyGain).rounded(.up)
    // A century on is never.
    guard days < 36_525 else { return nil }
    let date = Date(timeIntervalSince1970: (Double(firstDay) + days) * 86_400)
    return date.formatted(.iso8601.year().month().day())
  }
}

/// What to do next; follows from the sign of the basic savings.
public enum Advice: String, Sendable, Codable, CaseIterable {
  /// Positive: bring the bot to other channels and widen its list of questions.
  case expand
  /// Negative or zero: raise the number of questions that it answers and check its answers.
  case improve

  public init(savings: Double) {
    self = savings > 0 ? .expand : .improve
  }

  /// One sentence for a report.
  public var sentence: String {
    switch self {
    case .expand:
      "Bring the bot to other channels and widen the list of questions that it answers."
    case .improve:
      "Raise the number of questions that the bot answers and check the correctness of its answers."
    }
  }
}

/// The parts of the verified savings, so that they can be taken at several audited shares.
private struct Verification {
  /// Value of the confirmed and of the silent answers; cost of repairs, creation and running.
  var confirmed = 0.0
  var silent = 0.0
  var costs: Double

  init(_ questions: [QuestionOutcome], _ assumptions: Assumptions) {
    costs =
      assumptions.creationCost + assumptions.subscriptionCost + assumptions.trainingCost
      + assumptions.hostingCost
    for question in questions {
      let value = assumptions.minutes(for: question.intent) / 60 * assumptions.hourlyRate
      switch question.outcome {
      case .confirmed: confirmed += value
      case .silent: silent += value
      case .wrong: costs += assumptions.repairMinutes / 60 * assumptions.hourlyRate
      case .reopened, .handedOff, .missed: break
      }
    }
  }

  func savings(silentShare: Double) -> Double { confirmed + silentShare * silent - costs }
}
