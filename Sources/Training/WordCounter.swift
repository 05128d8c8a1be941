import Features
import IntentClassification

/// Collects the commonest words' row lists for the loader's cache.
struct WordCounter {
  private let limit: Int
  private var counts: [[Int32]: Int] = [:]

  init(limit: Int) {
    self.limit = limit
  }

  mutating func add(_ features: UtteranceFeatures) {
    for token in features.tokenEnds.indices {
      let rows = features.tokenRows[features.range(ofToken: token)]
      if !rows.isEmpty { counts[Array(rows), default: 0] += 1 }
    }
  }

  /// The lists of words seen twice or more, most frequent first, at most `limit`; of lists that begin with
  /// the same row only the most frequent.
  var lists: WordLists {
    let ordered = counts.filter { $0.value >= 2 }.sorted { a, b in
      a.value != b.value ? a.value > b.value : a.key.lexicographicallyPrecedes(b.key)
    }
    var (ends, rows): ([Int32], [Int32]) = ([], [])
    var taken: Set<Int32> = []
    for (list, _) in ordered where ends.count < limit {
      guard let first = list.first, taken.insert(first).inserted else { continue }
      rows.append(contentsOf: list)
      ends.append(Int32(rows.count))
    }
    return WordLists(ends: ends, rows: rows)
  }
}
