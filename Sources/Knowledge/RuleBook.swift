public import IntentTypes
public import Text

/// The rules of the rule-based bot: `rules.yml`.
public struct RuleBook: Sendable, Equatable {
  /// In which order rules are asked: a later group only where no earlier one matched.
  public enum Precedence: String, Sendable, CaseIterable, Comparable {
    case first, rules, last

    public static func < (a: Precedence, b: Precedence) -> Bool { a.rank < b.rank }

    private var rank: Int {
      switch self {
      case .first: 0
      case .rules: 1
      case .last: 2
      }
    }
  }

  /// The patterns that speak for one intent.
  public struct Rule: Sendable, Equatable {
    public let intent: Intent
    public let precedence: Precedence
    /// In the order of the file.
    public let patterns: [Pattern]
    /// The languages that have at least one pattern.
    public let languages: Set<Language>
  }

  /// Words that say too little alone: "грант" asks for a choice, not for a guess.
  public struct Ambiguity: Sendable, Equatable {
    public let words: Pattern
    /// Two or three, best first.
    public let intents: [Intent]
  }

  /// In the order of the file.
  public let rules: [Rule]
  public let ambiguities: [Ambiguity]
}
