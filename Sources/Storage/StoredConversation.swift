/// A conversation as it is stored.
public struct StoredConversation: Sendable, Equatable {
  /// Who answers: while it is a person the bot is silent.
  public enum Owner: String, Sendable, CaseIterable { case bot, person }

  public var id: String
  /// `web`, `rest`, `terminal`, …
  public var channel: String
  /// Who writes on the channel; with it the key of `forget` and `export` of a person.
  public var sender: String
  /// The language of the last reply, as a BCP 47 tag.
  public var language: String?
  public var owner: Owner
  public var botType: String
  /// The dialogue's own state, JSON that the store does not look into.
  public var state: String
  /// The number of the last turn; 0 when there is none.
  public var lastSequence: Int64
  public var createdAt: Timestamp
  public var updatedAt: Timestamp
  public var closedAt: Timestamp?

  /// A conversation that has no turn yet.
  public init(
    id: String, channel: String, sender: String, language: String? = nil, owner: Owner = .bot,
    botType: String, state: String = "{}", createdAt: Timestamp
  ) {
    self.id = id
    self.channel = channel
    self.sender = sender
    self.language = language
    self.owner = owner
    self.botType = botType
    self.state = state
    lastSequence = 0
    self.createdAt = createdAt
    updatedAt = createdAt
  }
}

extension StoredConversation {
  static let columns =
    "id, channel, sender, language, owner, bot_type, state, last_sequence, created_at, updated_at, "
    + "closed_at"

  init(row: [SQLValue]) throws(StorageError) {
    var row = RowReader(row)
    id = try row.text()
    channel = try row.text()
    sender = try row.text()
    language = try row.optionalText()
    let ownerName = try row.text()
    guard let owner = Owner(rawValue: ownerName) else {
      throw .unexpectedValue(column: 4, found: ownerName, expected: "bot or person")
    }
    self.owner = owner
    botType = try row.text()
    state = try row.text()
    lastSequence = try row.integer()
    createdAt = try row.time()
    updatedAt = try row.time()
    closedAt = try row.optionalTime()
  }

  var values: [SQLValue] {
    [
      .text(id), .text(channel), .text(sender), .text(language), .text(owner.rawValue),
      .text(botType), .text(state), .integer(lastSequence), .time(createdAt), .time(updatedAt),
      .time(closedAt),
    ]
  }
}
