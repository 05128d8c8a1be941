public import IntentTypes

/// What the help line knows about one intent.
public struct IntentEntry: Sendable, Equatable {
  public let intent: Intent
  /// What people see on a button; short, unique in each language.
  public let title: LocalizedText
  /// Plain text, the institution's facts filled in.
  public let answer: LocalizedText
  /// Neighbours worth offering after the answer, best first.
  public let followUps: [Intent]
  /// Key of the unit that takes a hand-over: `accounting`.
  public let unit: String
  /// Numbered steps to the goal, where `guides.yml` has them; facts filled in.
  public let guide: LocalizedText?
  /// Relative to the folder, for messages.
  public let file: String
}
