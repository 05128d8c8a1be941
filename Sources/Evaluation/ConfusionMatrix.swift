public import IntentTypes

/// How often each intent was taken for each other: in-scope utterances, top intent, rejection ignored.
public struct ConfusionMatrix: Sendable, Equatable {
  /// All intents that occur as right answer or as prediction, ordered by name.
  public let intents: [Intent]
  /// `counts[i][j]`: utterances of `intents[i]` predicted as `intents[j]`, `[intents, intents]`. An
  /// utterance with an empty ranking is in `unpredicted` alone.
  public let counts: [[Int]]
  /// Utterances of each intent for which the ranking was empty, `[intents]`.
  public let unpredicted: [Int]

  public init(_ utterances: [EvaluatedUtterance]) {
    let inScope = utterances.filter(\.isInScope)
    let seen = Set(inScope.map(\.utterance.intent)).union(inScope.compactMap(\.predictedIntent))
    intents = seen.sorted()
    let places = Dictionary(uniqueKeysWithValues: intents.enumerated().map { ($1, $0) })
    var counts = [[Int]](
      repeating: [Int](repeating: 0, count: intents.count), count: intents.count)
    var unpredicted = [Int](repeating: 0, count: intents.count)
    for evaluated in inScope {
      guard let row = places[evaluated.utterance.intent] else { continue }
      if let intent = evaluated.predictedIntent, let column = places[intent] {
        counts[row][column] += 1
      } else {
        unpredicted[row] += 1
      }
    }
    self.counts = counts
    self.unpredicted = unpredicted
  }

  /// One intent taken for another.
  public struct Confusion: Sendable, Equatable, Codable {
    public let intent: Intent
    public let predicted: Intent
    public let count: Int

    public init(intent: Intent, predicted: Intent, count: Int) {
      self.intent = intent
      self.predicted = predicted
      self.count = count
    }
  }

  /// The `limit` most frequent errors, most frequent first; ties in the order of the names.
  public func mostConfusedPairs(limit: Int = 20) -> [Confusion] {
    var pairs: [Confusion] = []
    for (row, intent) in intents.enumerated() {
      for (column, predicted) in intents.enumerated()
      where row != column && counts[row][column] > 0 {
        pairs.append(
          Confusion(intent: intent, predicted: predicted, count: counts[row][column]))
      }
    }
    pairs.sort { a, b in
      if a.count != b.count { return a.count > b.count }
      return a.intent == b.intent ? a.predicted < b.predicted : a.intent < b.intent
    }
    return Array(pairs.prefix(limit))
  }
}
