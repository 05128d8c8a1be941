public import IntentTypes

/// Parts by a seed. Near-duplicates stay together, so that no part holds a copy of another's
/// utterances; utterances keep their order.
extension Dataset {
  /// Holds out a share of each intent.
  ///
  /// Every intent keeps at least one utterance. The share is met within one group of near-duplicates:
  /// a group goes out only where it fits into what its intents still have to give.
  ///
  /// - Parameter fraction: the share to hold out, 0..<1.
  public static func holdOut(
    fraction: Double, seed: UInt64, of utterances: [LabeledUtterance]
  ) -> (kept: [LabeledUtterance], heldOut: [LabeledUtterance]) {
    let isHeldOut = holdOutFlags(fraction: fraction, seed: seed, of: utterances)
    return (
      zip(utterances, isHeldOut).filter { !$1 }.map(\.0),
      zip(utterances, isHeldOut).filter { $1 }.map(\.0)
    )
  }

  /// For each utterance whether `holdOut` would hold it out.
  static func holdOutFlags(
    fraction: Double, seed: UInt64, of utterances: [LabeledUtterance]
  ) -> [Bool] {
    precondition((0..<1).contains(fraction), "fraction \(fraction) outside 0..<1")
    var rest = [Intent: Int]()
    for (intent, count) in counts(of: utterances) {
      rest[intent] = min(count - 1, Int((Double(count) * fraction).rounded()))
    }
    var generator = SeededGenerator(seed: seed)
    var isHeldOut = [Bool](repeating: false, count: utterances.count)
    for group in NearDuplicates(utterances).allGroups.shuffled(using: &generator) {
      let needed = counts(of: group.map { utterances[$0] })
      guard needed.allSatisfy({ rest[$0, default: 0] >= $1 }) else { continue }
      for (intent, count) in needed { rest[intent, default: 0] -= count }
      for index in group { isHeldOut[index] = true }
    }
    return isHeldOut
  }

  /// Divides utterances into `k` folds of nearly the same size in all and for each intent.
  ///
  /// - Returns: the indices of each fold, rising.
  /// - Precondition: at least two folds.
  public static func kFolds(
    _ k: Int, seed: UInt64, of utterances: [LabeledUtterance]
  ) -> [[Int]] {
    precondition(k >= 2, "\(k) folds; at least 2 are needed")
    var generator = SeededGenerator(seed: seed)
    var folds = [[Int]](repeating: [], count: k)
    var intentCounts = [[Intent: Int]](repeating: [:], count: k)
    for group in NearDuplicates(utterances).allGroups.shuffled(using: &generator) {
      let needed = counts(of: group.map { utterances[$0] })
      let fold =
        folds.indices.min { a, b in
          let inA = needed.keys.reduce(0) { $0 + intentCounts[a][$1, default: 0] }
          let inB = needed.keys.reduce(0) { $0 + intentCounts[b][$1, default: 0] }
          return (inA, folds[a].count, a) < (inB, folds[b].count, b)
        } ?? 0
      folds[fold] += group
      for (intent, count) in needed { intentCounts[fold][intent, default: 0] += count }
    }
    return folds.map { $0.sorted() }
  }

  /// Takes `count` utterances of each intent, or all where there are fewer.
  public static func fewShot(
    perIntent count: Int, seed: UInt64, of utterances: [LabeledUtterance]
  ) -> [LabeledUtterance] {
    fewShot(count, seed: seed, of: utterances) { [$0.intent.name] }
  }

  /// Takes `count` utterances of each intent in each language, or all where there are fewer.
  public static func fewShot(
    perIntentAndLanguage count: Int, seed: UInt64, of utterances: [LabeledUtterance]
  ) -> [LabeledUtterance] {
    fewShot(count, seed: seed, of: utterances) { [$0.intent.name, $0.language ?? ""] }
  }

  private static func fewShot(
    _ count: Int, seed: UInt64, of utterances: [LabeledUtterance],
    kind: (LabeledUtterance) -> [String]
  ) -> [LabeledUtterance] {
    var generator = SeededGenerator(seed: seed)
    var taken = [[String]: Int]()
    let chosen = utterances.indices.shuffled(using: &generator).filter { index in
      taken[kind(utterances[index]), default: 0] += 1
      return taken[kind(utterances[index]), default: 0] <= count
    }
    return chosen.sorted().map { utterances[$0] }
  }

  static func counts(of utterances: [LabeledUtterance]) -> [Intent: Int] {
    utterances.reduce(into: [:]) { $0[$1.intent, default: 0] += 1 }
  }
}
