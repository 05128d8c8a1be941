import Text

/// Counts words as they are spelled, for the loader's table of common words.
struct WordCounter {
  private var counts: [String: Int] = [:]

  mutating func add(_ text: TokenizedText) {
    for surface in text.surfaces { counts[surface, default: 0] += 1 }
  }

  /// The words seen twice or more, the commonest first, equal ones by spelling; at most `limit`.
  func commonest(_ limit: Int) -> [String] {
    let frequent = counts.filter { $0.value >= 2 && !$0.key.isEmpty }.sorted { a, b in
      a.value != b.value ? a.value > b.value : a.key.utf8.lexicographicallyPrecedes(b.key.utf8)
    }
    return frequent.prefix(limit).map(\.key)
  }
}
