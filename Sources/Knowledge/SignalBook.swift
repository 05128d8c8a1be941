/// What the dialogue itself understands in a message, whichever bot is at work; a key of
/// `signals.yml`.
public enum Signal: String, Sendable, CaseIterable {
  case yes, no, cancel, skip
  /// The place of an option: "the second one".
  case first, second, third
  /// A wish for a person, for a call back; words of a crisis.
  case person, callback, crisis
  /// A rating in words; "that is not what I asked".
  case good, bad, wrong
  case delete, export
  /// "In Kazakh, please".
  case kazakh, russian, english
  /// "and", "what about": a message that continues the topic; words that only narrow it down.
  case continuation, qualifier
  /// "It", "there": words that point back; what can be asked of any topic: price, time, papers.
  case anaphora, aspect
  /// "How exactly, step by step?"
  case steps
  /// "Where can I complain?": a question about complaints, not a complaint.
  case complaintQuestion = "complaint_question"
  /// Words that ask.
  case question
  /// Polite and empty words, which do not count as content.
  case filler
}

/// The patterns of each signal: `signals.yml`.
public struct SignalBook: Sendable, Equatable {
  public let patterns: [Signal: [Pattern]]
}
