/// The hash of the data of cells as it lies there now, to see whether a result still belongs to it.
struct DataHashes {
  /// What cells with the same utterances have in common.
  private struct Key: Hashable {
    let dataset: DatasetSource
    let sample: CellSpecification.Sample
    /// Nil where the sample is the same for every seed.
    let seed: UInt64?

    init(_ cell: CellSpecification) {
      dataset = cell.dataset
      sample = cell.sample
      seed = cell.sample == .whole ? nil : cell.seed
    }
  }

  private var hashes: [Key: String] = [:]

  /// Reads each dataset once and draws each sample once.
  init(of cells: some Sequence<CellSpecification>) {
    for (source, cells) in Dictionary(grouping: cells, by: \.dataset) {
      guard let dataset = try? BenchmarkData.dataset(of: source) else { continue }
      for cell in cells where hashes[Key(cell)] == nil {
        hashes[Key(cell)] = (try? BenchmarkData(dataset, cell))?.hash
      }
    }
  }

  /// Nil where the data cannot be read, which the cell itself will say in full.
  subscript(cell: CellSpecification) -> String? { hashes[Key(cell)] }
}
