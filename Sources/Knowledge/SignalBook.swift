/// What the dialogue itself understands in a message, whichever bot is at work; a key of
/// `signals.yml`.
public enum Signal: String, Sendable, CaseIterable {
  case yes, no, cancel, skip
  /// The place of an option: "the second one"; the words around it: "option", "number".
  case first, second, third, last
  case placeWord = "place_word"
  /// A wish for a person, for a call back; words of a crisis.
  case person, callback, crisis
  /// "No operator, please": the same words, refused.
  case refusal
  /// A rating in words; "that is not what I asked".
  case good, bad, wrong
  /// What a rating is about: "the bot", "your answer"; what stars are counted in.
  case rated, stars
  /// "I see", "got it": heard, and nothing more is asked.
  case acknowledgement
  case delete, export
  /// "In Kazakh, please".
  case kazakh, russian, english
  /// "and", "what about": a message that continues the topic; words that only narrow it down.
  case continuation, qualifier
  /// "It", "there": words that point back; what can be asked of any topic: price, time, papers.
  case anaphora, aspect
  /// "How much?", "where?": questions that can be asked of any topic.
  case brief = "brief_question"
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
