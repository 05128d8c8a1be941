/// In how many utterances each n-gram occurs; the first step towards a vocabulary.
public struct DocumentFrequencies: Sendable {
  /// Open addressing: hash (never 0), document frequency, last utterance seen + 1, whether a pair.
  private struct Slot {
    var hash: UInt64 = 0
    var frequency: UInt32 = 0
    var lastUtterance: UInt32 = 0
    var isPair = false
  }

  private var slots = [Slot](repeating: Slot(), count: 1 << 12)
  private var used = 0
  /// Utterances counted so far.
  public private(set) var utteranceCount = 0

  public init() {}

  /// Counts one utterance; an n-gram that occurs twice in it counts once.
  public mutating func add(_ ngrams: NGrams) {
    utteranceCount += 1
    for hash in ngrams.tokenHashes { add(hash, isPair: false) }
    for hash in ngrams.keys.pairHashes { add(hash, isPair: true) }
  }

  private mutating func add(_ hash: UInt64, isPair: Bool) {
    if used * 2 >= slots.count { grow() }
    let key = hash == 0 ? 1 : hash
    let mask = slots.count - 1
    var place = Int(truncatingIfNeeded: key) & mask
    while slots[place].hash != key && slots[place].hash != 0 { place = (place + 1) & mask }
    if slots[place].hash == 0 {
      slots[place].hash = key
      slots[place].isPair = isPair
      used += 1
    }
    let utterance = UInt32(truncatingIfNeeded: utteranceCount)
    if slots[place].lastUtterance != utterance {
      slots[place].lastUtterance = utterance
      slots[place].frequency += 1
    }
  }

  private mutating func grow() {
    let old = slots
    slots = [Slot](repeating: Slot(), count: old.count * 2)
    let mask = slots.count - 1
    for slot in old where slot.hash != 0 {
      var place = Int(truncatingIfNeeded: slot.hash) & mask
      while slots[place].hash != 0 { place = (place + 1) & mask }
      slots[place] = slot
    }
  }

  /// The frequent n-grams as a vocabulary, and the weight of each row.
  ///
  /// Kept are the n-grams with at least `minimumDocumentFrequency` utterances, of these at most
  /// `maximumVocabulary`, the most frequent first, equal ones by hash.
  /// Rows are ordered by kind, then falling frequency, then hash: the rows that are read most lie
  /// together. The weight is ln((1 + N) / (1 + df)) + 1 (Salton & Buckley 1988, smoothed as in
  /// scikit-learn), or 1 where `settings` switch it off.
  public func vocabulary(settings: FeatureSettings) -> (
    Vocabulary, inverseDocumentFrequencies: [Float]
  ) {
    let minimum = UInt32(max(1, settings.minimumDocumentFrequency))
    let frequent = slots.filter { $0.hash != 0 && $0.frequency >= minimum }.sorted { a, b in
      a.frequency != b.frequency ? a.frequency > b.frequency : a.hash < b.hash
    }
    let kept = frequent.prefix(max(1, settings.maximumVocabulary)).sorted { a, b in
      if a.isPair != b.isPair { return b.isPair }
      if a.frequency != b.frequency { return a.frequency > b.frequency }
      return a.hash < b.hash
    }
    let total = Double(utteranceCount)
    let weights = kept.map { slot -> Float in
      guard settings.inverseDocumentFrequency else { return 1 }
      return Float(naturalLogarithm((1 + total) / (1 + Double(slot.frequency))) + 1)
    }
    let vocabulary = Vocabulary(
      hashes: kept.map(\.hash), tokenRowCount: kept.prefix { !$0.isPair }.count)
    return (vocabulary, weights)
  }
}
