public import IntentTypes

extension ConfusionMatrix {
  /// The intents that are most often taken for each other, in an order that puts those beside each
  /// other: what a drawing of a large matrix shows.
  ///
  /// Single-linkage clustering, cut off by size: pairs are joined by the number of confusions in either
  /// direction, most frequent first, as long as no more than `limit` intents have come together
  /// (Kruskal 1956, doi:10.1090/S0002-9939-1956-0078686-7).
  ///
  /// - Returns: at most `limit` intents; those that were never confused are not among them.
  public func mostConfusedIntents(limit: Int = 24) -> [Intent] {
    var chains: [[Int]] = []
    for link in links {
      let (first, second) = (link.row, link.column)
      let a = chains.firstIndex { $0.contains(first) }
      let b = chains.firstIndex { $0.contains(second) }
      let added = (a == nil ? 1 : 0) + (b == nil ? 1 : 0)
      guard a == nil || a != b, chains.reduce(0, { $0 + $1.count }) + added <= limit else {
        continue
      }
      let joined = Self.joined(
        a.map { chains[$0] } ?? [first], at: first, b.map { chains[$0] } ?? [second], at: second)
      let place = [a, b].compactMap { $0 }.min() ?? chains.count
      chains = chains.enumerated().filter { $0.offset != a && $0.offset != b }.map(\.element)
      chains.insert(joined, at: place)
    }
    return chains.flatMap { $0 }.map { intents[$0] }
  }

  /// Confusions in either direction, most frequent first.
  private var links: [(row: Int, column: Int, count: Int)] {
    var links: [(row: Int, column: Int, count: Int)] = []
    for row in intents.indices {
      for column in intents.indices where column > row {
        let count = counts[row][column] + counts[column][row]
        if count > 0 { links.append((row, column, count)) }
      }
    }
    return links.sorted { a, b in
      if a.count != b.count { return a.count > b.count }
      return (a.row, a.column) < (b.row, b.column)
    }
  }

  /// Two chains end to end, turned so that `first` and `second` come close to each other.
  private static func joined(
    _ a: [Int], at first: Int, _ b: [Int], at second: Int
  ) -> [Int] {
    let isNearStart = (a.firstIndex(of: first) ?? 0) * 2 < a.count - 1
    let isNearEnd = (b.firstIndex(of: second) ?? 0) * 2 > b.count - 1
    return (isNearStart ? a.reversed() : a) + (isNearEnd ? b.reversed() : b)
  }
}

/// As JSON only the counts that are not 0: `counts` holds `[row, column, count]`.
extension ConfusionMatrix: Codable {
  private enum CodingKeys: String, CodingKey {
    case intents, counts, unpredicted
  }

  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    intents = try values.decode([Intent].self, forKey: .intents)
    unpredicted = try values.decode([Int].self, forKey: .unpredicted)
    var counts = [[Int]](
      repeating: [Int](repeating: 0, count: intents.count), count: intents.count)
    for entry in try values.decode([[Int]].self, forKey: .counts) {
      guard entry.count == 3, intents.indices.contains(entry[0]),
        intents.indices.contains(entry[1])
      else {
        throw DecodingError.dataCorruptedError(
          forKey: .counts, in: values,
          debugDescription:
            "found \(entry); expected [row, column, count] of \(intents.count) intents")
      }
      counts[entry[0]][entry[1]] = entry[2]
    }
    self.counts = counts
  }

  public func encode(to encoder: any Encoder) throws {
    var values = encoder.container(keyedBy: CodingKeys.self)
    try values.encode(intents, forKey: .intents)
    try values.encode(unpredicted, forKey: .unpredicted)
    var entries: [[Int]] = []
    for row in intents.indices {
      for column in intents.indices where counts[row][column] > 0 {
        entries.append([row, column, counts[row][column]])
      }
    }
    try values.encode(entries, forKey: .counts)
  }
}
