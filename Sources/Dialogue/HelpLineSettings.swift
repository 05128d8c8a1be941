/// What the configuration says about the dialogue.
public struct HelpLineSettings: Sendable, Equatable {
  public var policy = ConfidencePolicy()
  public var workingHours = WorkingHours.standard
  /// How long conversations are kept; named in the first reply. 0 keeps them until they are deleted.
  public var retentionDays = 90
  /// How long a person may wait for somebody after a hand-over before the bot answers again and offers
  /// a call-back.
  public var patienceSeconds = 300
  /// How long a person on duty may be silent before the bot has the conversation again; 0: for ever.
  public var operatorSilenceSeconds = 1_800
  /// Messages of a conversation after which a person is offered.
  public var messageLimit = 200
  /// Characters of a message; longer ones are refused.
  public var maximumCharacters = 2000

  public init() {}
}
