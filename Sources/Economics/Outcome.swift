public import IntentTypes

/// How one question to the bot ended. Questions are counted in the cohort of their conversation's
/// start, so that none moves between periods.
public enum Outcome: String, Sendable, Codable, CaseIterable {
  /// Answered, and the person said that it helped.
  case confirmed
  /// Answered, not handed over, not complained about; nothing more was heard.
  case silent
  /// Answered, and asked again within seven days: not durable.
  case reopened
  /// Answered wrongly: a bad rating, or a check that found the answer wrong.
  case wrong
  /// A person took over.
  case handedOff = "handed_off"
  /// Neither answered nor handed over.
  case missed
}

/// One question as it is counted.
public struct QuestionOutcome: Sendable, Equatable, Codable {
  public let intent: Intent?
  public let outcome: Outcome

  public init(intent: Intent?, outcome: Outcome) {
    self.intent = intent
    self.outcome = outcome
  }
}

/// How many questions of a period ended how.
public struct OutcomeCounts: Sendable, Equatable, Codable {
  public var confirmed = 0
  public var silent = 0
  public var reopened = 0
  public var wrong = 0
  public var handedOff = 0
  public var missed = 0

  public init() {}

  public init(_ outcomes: some Sequence<QuestionOutcome>) {
    for question in outcomes { self[question.outcome] += 1 }
  }

  public subscript(outcome: Outcome) -> Int {
    get { self[keyPath: Self.path(outcome)] }
    set { self[keyPath: Self.path(outcome)] = newValue }
  }

  /// All questions: the denominator of every share.
  public var eligible: Int { confirmed + silent + reopened + wrong + handedOff + missed }
  /// Those that no person had to answer: confirmed, silent and reopened.
  public var contained: Int { confirmed + silent + reopened }

  private static func path(_ outcome: Outcome) -> WritableKeyPath<OutcomeCounts, Int> {
    switch outcome {
    case .confirmed: \.confirmed
    case .silent: \.silent
    case .reopened: \.reopened
    case .wrong: \.wrong
    case .handedOff: \.handedOff
    case .missed: \.missed
    }
  }
}
