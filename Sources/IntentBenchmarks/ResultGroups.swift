import Evaluation

/// Results in the order of a table: rows (dataset and sample), in them models, in them seeds or folds.
struct ResultGroups {
  /// One model on one row: all its seeds or folds.
  struct Group {
    let row: String
    let model: ModelType
    let results: [CellResult]

    /// Mean and spread of a figure over the seeds that have it.
    func spread(_ figure: (CellResult) -> Double?) -> Spread? {
      Spread(results.compactMap(figure))
    }

    /// The 95 % bootstrap interval over the test utterances of the mean accuracy; nil where the seeds were
    /// not tested on the same utterances.
    var accuracyInterval: ConfidenceInterval? {
      let flags = results.map(\.correctFlags)
      let ofFolds = results.contains {
        if case .fold = $0.specification.sample { true } else { false }
      }
      // Each utterance is in one fold.
      if ofFolds { return bootstrapInterval(ofMean: flags.joined().map { $0 ? 1 : 0 }) }
      guard let first = flags.first, flags.allSatisfy({ $0.count == first.count }) else {
        return nil
      }
      return bootstrapInterval(
        ofMean: first.indices.map { place in
          Double(flags.count { $0[place] }) / Double(flags.count)
        })
    }

    /// Whether a cell ran beside others, so that its times are not its own.
    var isContended: Bool { results.contains { $0.provenance.jobs > 1 } }
  }

  let rows: [String]
  let models: [ModelType]
  private let groups: [String: [String: Group]]

  /// Groups measured results without ablation.
  init(_ results: [CellResult]) {
    let plain = results.filter { $0.failure == nil && $0.specification.ablation == nil }
    let byRow = Dictionary(grouping: plain, by: \.specification.row)
    rows = byRow.keys.sorted()
    var groups: [String: [String: Group]] = [:]
    for (row, results) in byRow {
      for (name, members) in Dictionary(grouping: results, by: \.specification.model.name) {
        guard let model = members.first?.specification.model else { continue }
        groups[row, default: [:]][name] = Group(
          row: row, model: model,
          results: members.sorted { $0.specification.identifier < $1.specification.identifier })
      }
    }
    self.groups = groups
    let present = Set(plain.map(\.specification.model))
    models =
      ModelType.all.filter { present.contains($0) }
      + present.subtracting(ModelType.all).sorted { $0.name < $1.name }
  }

  func group(_ row: String, _ model: ModelType) -> Group? {
    groups[row]?[model.name]
  }

  /// The groups of a row, in the order of the models.
  func groups(of row: String) -> [Group] {
    models.compactMap { group(row, $0) }
  }
}
