public import IntentTypes
public import Text

/// All that the help line knows and says, read from a folder such as `data/helpline` and checked.
///
/// A value: load it once, share it freely. Answers are plain text in three languages with the
/// institution's facts filled in.
public struct Knowledge: Sendable {
  /// Every intent with a title and an answer.
  public let entries: [Intent: IntentEntry]
  public let institution: Institution
  /// Patterns of the rule-based bot: `rules.yml`.
  public let rules: RuleBook
  /// What the dialogue itself understands (yes, no, operator, crisis …): `signals.yml`.
  public let signals: SignalBook
  /// The bot's own sentences: `messages.yml`.
  public let messages: Messages
  /// Warnings; an error would have been thrown.
  public let findings: [Finding]

  /// The same without the rule-based bot's rules, which are some megabytes; the ambiguous words stay.
  public var withoutRules: Knowledge {
    Knowledge(
      entries: entries, institution: institution,
      rules: RuleBook(rules: [], ambiguities: rules.ambiguities), signals: signals,
      messages: messages, findings: findings)
  }

  /// The intents with an answer, by name.
  public var intents: [Intent] { entries.keys.sorted() }

  /// What people see for `intent`; its name where the knowledge lacks it.
  public func title(of intent: Intent, in language: Language) -> String {
    entries[intent]?.title[language] ?? intent.name
  }

  /// The answer to `intent`; nil where the knowledge lacks it.
  public func answer(to intent: Intent, in language: Language) -> String? {
    entries[intent]?.answer[language]
  }

  /// The unit that takes a hand-over of `intent`.
  public func unit(of intent: Intent) -> Institution.Unit? {
    entries[intent].flatMap { institution.units[$0.unit] }
  }

  /// One error for each of `intents` (those of a model, of a corpus) that has no answer here. The
  /// label `oos` needs none.
  public func findings(forModelWith intents: some Sequence<Intent>) -> [Finding] {
    intents.filter { $0 != .outOfScope && entries[$0] == nil }.sorted().map { intent in
      Finding(.error, file: "knowledge", message: "\(intent): no title and no answer")
    }
  }
}
