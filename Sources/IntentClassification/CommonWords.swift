import Features
import Text

/// The commonest words of the training data with their blocks, worked out at load, so that most tokens of an
/// utterance cost one look-up. Never changes a result.
struct CommonWords: Sendable {
  /// More words than any vocabulary has use for: a block takes some kilobytes.
  static let limit = 16_384

  /// As in the model file, the commonest first; not all need have a block.
  let spellings: [String]
  /// The blocks of all words end to end, and a block of zeros behind them.
  private(set) var blocks: [Float] = []
  private var summaries: [TokenSummary] = []
  /// Open addressing by identity; `word` is -1 in an empty slot.
  private var slots: [(identity: UInt64, word: Int32)] = []

  /// Works out the first words that are one token; others are passed over.
  init(
    _ spellings: [String], first limit: Int, _ pipeline: TextPipeline, _ featurizer: Featurizer,
    _ network: Network
  ) {
    self.spellings = spellings
    let cached = spellings.prefix(limit)
    var capacity = 16
    while capacity < cached.count * 2 { capacity *= 2 }
    slots = Array(repeating: (0, -1), count: capacity)
    blocks.reserveCapacity((cached.count + 1) * network.tokenBlocks.size)
    var text = TokenizedText()
    var keys = TokenKeys()
    var token = TokenFeatures()
    var scratch = (features: Featurizer.Scratch(), block: TokenBlocks.Scratch())
    for spelling in cached {
      pipeline.tokenize(spelling, into: &text)
      featurizer.extractor.extractKeys(text, into: &keys)
      guard keys.identities.count == 1, word(of: keys.identities[0]) == nil else { continue }
      insert(keys.identities[0])
      featurizer.tokenFeatures(of: text.tokens[0], text, into: &token, scratch: &scratch.features)
      summaries.append(token.summary)
      network.appendBlock(of: token, to: &blocks, scratch: &scratch.block)
    }
    blocks.append(contentsOf: repeatElement(0, count: network.tokenBlocks.size))
  }

  private mutating func insert(_ identity: UInt64) {
    var place = Int(truncatingIfNeeded: identity) & (slots.count - 1)
    while slots[place].word >= 0 { place = (place + 1) & (slots.count - 1) }
    slots[place] = (identity, Int32(summaries.count))
  }

  /// The number of the word with this identity, or nil.
  @inline(__always)
  func word(of identity: UInt64) -> Int? {
    let mask = slots.count - 1
    var place = Int(truncatingIfNeeded: identity) & mask
    while true {
      let slot = slots[place]
      if slot.word < 0 { return nil }
      if slot.identity == identity { return Int(slot.word) }
      place = (place + 1) & mask
    }
  }

  @inline(__always)
  func summary(_ word: Int) -> TokenSummary { summaries[word] }

  /// Words with a block.
  var count: Int { summaries.count }
}
