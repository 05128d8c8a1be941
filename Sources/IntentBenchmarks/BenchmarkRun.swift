import Foundation

/// Measures the cells of a plan, each in a process of its own: its memory is its own, and a crash or a
/// hang costs that cell alone.
public struct BenchmarkRun: Sendable {
  public var plan: BenchmarkPlan
  public var folder: ResultsFolder
  /// This program.
  public var executable: String
  /// Arguments that a cell's process gets after `cell --specification FILE`.
  public var cellArguments: [String]
  /// Cells measured at the same time.
  public var jobs: Int
  /// A cell is ended after so many seconds.
  public var timeoutSeconds: Int
  /// No cell is started after so many seconds, and one that still runs `graceSeconds` later is ended and
  /// left for the next run; nil for no limit.
  public var budgetSeconds: Double?
  public var graceSeconds = 240.0
  public var command: String

  public init(
    plan: BenchmarkPlan, folder: ResultsFolder, executable: String, cellArguments: [String],
    jobs: Int, timeoutSeconds: Int, budgetSeconds: Double?, command: String
  ) {
    self.plan = plan
    self.folder = folder
    self.executable = executable
    self.cellArguments = cellArguments
    self.jobs = jobs
    self.timeoutSeconds = timeoutSeconds
    self.budgetSeconds = budgetSeconds
    self.command = command
  }

  /// How a run went.
  public struct Outcome: Sendable, Equatable {
    /// Cells that were measured in this run, and those that had been measured before.
    public var measured = 0
    public var kept = 0
    public var failed: [String] = []
    /// Cells left for the next run: the budget was used up, or the run was cancelled.
    public var left = 0
  }

  /// What is told while the run goes on.
  public enum Event: Sendable {
    case kept(CellSpecification)
    /// So many cells wait and are likely to take so long; `outdated` of them were measured on other data.
    case planned(waiting: Int, outdated: Int, seconds: Double)
    case started(CellSpecification)
    case finished(CellResult, seconds: Double, secondsLeft: Double)
  }

  /// Runs all cells that are not measured yet, or on other data than there is now: such results are thrown
  /// away, so that no table mixes them with new ones. When the task is cancelled, running cells are ended and the
  /// rest is left.
  ///
  /// - Throws: `unwritable`.
  public func run(
    report: @escaping @Sendable (Event, _ done: Int, _ total: Int) -> Void
  ) async throws(BenchmarkError) -> Outcome {
    try folder.create()
    try folder.write(PlanRecord(plan))
    var outcome = Outcome()
    var waiting: [CellSpecification] = []
    var estimate = CostEstimate(profiles: plan.profiles)
    let (stored, outdated) = folder.measured(plan.cells)
    for cell in outdated { try? FileManager.default.removeItem(atPath: folder.file(of: cell)) }
    for cell in plan.cells {
      if let result = stored[cell] {
        outcome.kept += 1
        estimate.learn(result)
        report(.kept(cell), outcome.kept, plan.cells.count)
      } else {
        waiting.append(cell)
      }
    }
    let remaining = RemainingTime(
      estimate, jobs: jobs, threads: plan.cells.first?.threads ?? 1,
      machineCores: Machine.current.cores)
    report(
      .planned(
        waiting: waiting.count, outdated: outdated.count,
        seconds: remaining.seconds(for: waiting, elapsed: 0)),
      outcome.kept, plan.cells.count)
    return try await measure(waiting, outcome, remaining, report)
  }

  private func measure(
    _ cells: [CellSpecification], _ start: Outcome, _ estimate: RemainingTime,
    _ report: @escaping @Sendable (Event, Int, Int) -> Void
  ) async throws(BenchmarkError) -> Outcome {
    let began = now()
    let total = plan.cells.count
    let finished = await withTaskGroup(
      of: (result: CellResult?, seconds: Double).self, returning: Outcome.self
    ) { group in
      var outcome = start
      var remaining = estimate
      var next = 0
      func startNext() {
        let isOver = budgetSeconds.map { seconds(since: began) > $0 } ?? false
        guard next < cells.count, !isOver, !Task.isCancelled else { return }
        let cell = cells[next]
        next += 1
        report(.started(cell), outcome.kept + outcome.measured + outcome.failed.count, total)
        let limit = limit(after: seconds(since: began))
        group.addTask {
          let start = now()
          return (await runInProcess(cell, timeoutSeconds: limit), seconds(since: start))
        }
      }
      for _ in 0..<max(1, jobs) { startNext() }
      while let (result, seconds) = await group.next() {
        guard let result else {
          outcome.left += 1
          continue
        }
        if result.failure == nil {
          outcome.measured += 1
        } else {
          outcome.failed.append(result.specification.identifier)
        }
        remaining.add(result)
        let left = remaining.seconds(
          for: cells[next...], elapsed: IntentBenchmarks.seconds(since: began))
        report(
          .finished(result, seconds: seconds, secondsLeft: left),
          outcome.kept + outcome.measured + outcome.failed.count, total)
        startNext()
      }
      outcome.left += cells.count - next
      return outcome
    }
    return finished
  }

  /// Seconds that a cell may take which is started so late.
  private func limit(after elapsed: Double) -> Int {
    guard let budgetSeconds else { return timeoutSeconds }
    return min(timeoutSeconds, Int(budgetSeconds - elapsed + graceSeconds))
  }

  /// The result of a cell, from the file that its process wrote in a folder of its own: an ended process
  /// leaves nothing half beside the results. A process that ends without one is a failure, which is kept as
  /// well. Nil when the run's budget or its cancellation ended the cell.
  private func runInProcess(
    _ cell: CellSpecification, timeoutSeconds: Int
  ) async -> CellResult? {
    let file = folder.file(of: cell)
    let work = file + ".work"
    let (request, output) = (work + "/request.json", work + "/result.json")
    let program = OutsideProgram(
      name: "the process of the cell", executable: executable,
      arguments: ["cell", "--specification", request, "--output", output] + cellArguments,
      timeoutSeconds: timeoutSeconds)
    for old in [file, work] { try? FileManager.default.removeItem(atPath: old) }
    defer { try? FileManager.default.removeItem(atPath: work) }
    do throws(BenchmarkError) {
      try ResultsFolder.makeFolder(work)
      try ResultsFolder.write(try ResultsFolder.json(cell), to: request)
      try await program.run(log: work + "/log")
      let result = try ResultsFolder.read(output)
      try folder.write(result)
      return result
    } catch {
      if Task.isCancelled { return nil }
      if case .timedOut = error, timeoutSeconds < self.timeoutSeconds { return nil }
      let failure = CellResult(
        cell, failure: error.description,
        provenance: Provenance(
          command: command, dataHash: "", versions: Provenance.ownVersions, machine: .current))
      try? folder.write(failure)
      return failure
    }
  }
}
