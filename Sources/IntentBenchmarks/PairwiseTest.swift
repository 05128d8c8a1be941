import Evaluation

/// Two models on the same test utterances: do they differ?
public struct PairwiseTest: Sendable, Equatable {
  public let row: String
  public let first: String
  public let second: String
  /// Accuracy of the first minus that of the second, mean over the seeds, in -1...1.
  public let difference: Double
  /// McNemar's p-value: the median over the pairs of equal seed and fold.
  public let p: Double
  /// `p` corrected by Holm's method for all pairs of its row.
  public var correctedP: Double

  /// Whether the models differ at the 5 % level after correction.
  public var isSignificant: Bool { correctedP < 0.05 }

  /// Every pair of models of each row, the largest difference first.
  public static func all(in results: [CellResult]) -> [PairwiseTest] {
    let groups = ResultGroups(results)
    return groups.rows.flatMap { row -> [PairwiseTest] in
      let members = groups.groups(of: row)
      var tests: [PairwiseTest] = []
      for (place, first) in members.enumerated() {
        for second in members[(place + 1)...] {
          if let test = PairwiseTest(row, first.results, second.results) { tests.append(test) }
        }
      }
      let corrected = holmCorrected(tests.map(\.p))
      for place in tests.indices { tests[place].correctedP = corrected[place] }
      return tests.sorted { abs($0.difference) > abs($1.difference) }
    }
  }

  /// The test of two groups; a model that is the same for every seed meets all seeds of the other one.
  /// Nil where no pair has the same test utterances.
  init?(_ row: String, _ first: [CellResult], _ second: [CellResult]) {
    let pairs = Self.pairs(first, second)
    guard let a = first.first, let b = second.first, !pairs.isEmpty else { return nil }
    self.row = row
    self.first = a.specification.model.name
    self.second = b.specification.model.name
    let tests = pairs.map { McNemar(first: $0.correctFlags, second: $1.correctFlags) }
    let differences = tests.enumerated().map { number, test in
      Double(test.onlyFirst - test.onlySecond) / Double(max(pairs[number].0.correct.count, 1))
    }
    difference = differences.reduce(0, +) / Double(differences.count)
    p = percentile(of: tests.map(\.p).sorted(), 0.5) ?? 1
    correctedP = p
  }

  private static func pairs(
    _ first: [CellResult], _ second: [CellResult]
  ) -> [(CellResult, CellResult)] {
    let all = first.flatMap { a in second.map { (a, $0) } }
    return all.filter { a, b in
      let (one, other) = (a.specification, b.specification)
      return one.sample == other.sample
        && (one.seed == other.seed || one.isForEverySeed || other.isForEverySeed)
        && a.provenance.dataHash == b.provenance.dataHash && a.correct.count == b.correct.count
    }
  }
}

extension CellSpecification {
  /// Whether another seed would give the same model and the same test utterances.
  fileprivate var isForEverySeed: Bool { sample == .whole && !model.dependsOnSeed }
}
