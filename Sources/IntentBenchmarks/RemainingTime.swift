/// How long a run will still take.
struct RemainingTime: Sendable {
  private var estimate: CostEstimate
  /// Cores that work at the same time, before the run has shown it.
  private let cores: Double
  private var done = 0.0

  /// After so many seconds the speed that was seen counts as much as the one that was assumed.
  private static let trial = 60.0

  init(_ estimate: CostEstimate, jobs: Int, threads: Int, machineCores: Int) {
    self.estimate = estimate
    // About half of a cell's time is training, which alone uses several threads.
    cores = min(Double(machineCores), Double(jobs) * (1 + 0.5 * Double(threads - 1)))
  }

  /// Takes account of a cell that has ended.
  mutating func add(_ result: CellResult) {
    estimate.learn(result)
    done += result.cost?.processorSeconds ?? estimate.seconds(of: result.specification)
  }

  /// Seconds until `cells` are measured, if the run has lasted `elapsed` seconds so far.
  func seconds(for cells: some Sequence<CellSpecification>, elapsed: Double) -> Double {
    let speed = (cores * Self.trial + done) / (Self.trial + elapsed)
    return cells.reduce(0) { $0 + estimate.seconds(of: $1) } / max(speed, 0.01)
  }
}
