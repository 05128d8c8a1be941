/// Both bots judge every message; each conversation is served by one of them, chosen by hash.
public struct Duel: Sendable {
  public let rules: RuleBot
  public let learning: LearningBot

  public init(rules: RuleBot, learning: LearningBot) {
    self.rules = rules
    self.learning = learning
  }

  /// The bot that serves the conversation: half of them each, for ever the same one.
  public func serving(conversation id: String) -> BotKind {
    Self.hash(id) & 1 == 0 ? .rules : .learning
  }

  /// Both judgements, that of the serving bot first.
  public func judgements(of utterance: String, conversation id: String) -> [Judgement] {
    let both = [rules.judgement(of: utterance), learning.judgement(of: utterance)]
    return serving(conversation: id) == .rules ? both : both.reversed()
  }

  /// FNV-1a (Fowler, Noll, Vo), 64 bits, with the high half mixed in: the lowest bit of plain FNV
  /// depends on the lowest bits of the bytes alone.
  static func hash(_ text: String) -> UInt64 {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in text.utf8 {
      hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3
    }
    hash ^= hash >> 33
    hash = hash &* 0xff51_afd7_ed55_8ccd
    return hash ^ hash >> 33
  }
}
