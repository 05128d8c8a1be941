import ArgumentParser
import Foundation
import IntentBenchmarks
import Training

/// Trains and tests every model on every dataset.
struct Run: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Train and test every model type on every dataset.",
    discussion: """
      Results lie in the output folder, one file a cell; a run that is started again with the same options \
      measures what is missing. `report.md`, `report.html`, `tables.tex` and `results.json` are written \
      at the end. Public datasets are looked for under SENIM_DATASETS (default data/public); absent ones are \
      named and skipped. A dataset with a training part only is tested on a fifth of it, held out by a fixed \
      seed; the report says so.

      quick: 10 training utterances an intent (10-shot) with 1 seed, and the help line whole. full: whole \
      datasets with 5 seeds, 5- and 10-shot samples; learning curves, folds and ablations on clinc150, \
      banking77, helpline and every --dataset.
      """)

  @Option(help: "quick (10-shot, 1 seed: minutes) or full (hours, in pieces by --minutes).")
  var suite = BenchmarkPlan.Suite.quick

  @Option(
    help: ArgumentHelp(
      "A file or folder in any format that train-intents reads, or the name of a known dataset; may "
        + "be given several times. NAME=path names it in the results, else its file name does. "
        + "Default: helpline and hwu64 for quick, all known ones for full.",
      valueName: "path"))
  var dataset: [String] = []

  @Option(help: "A model type; may be given several times. Default: all.")
  var modelType: [ModelType] = []

  @Option(help: "Seeds 1 to this number. Default: 1 for quick, 5 for full.")
  var seeds: Int?

  @Option(help: ArgumentHelp("Where the results go.", valueName: "folder"))
  var output = "build/benchmark"

  @Option(help: "Cells measured at the same time; more than 1 makes timings less sharp.")
  var jobs = 1

  @Option(help: "Threads of each training.") var threads = 2

  @Option(help: "Start no cell after so many minutes; the next run goes on.")
  var minutes: Double?

  @Option(help: "End a cell after so many seconds.") var timeout = 1800

  @Option(help: ArgumentHelp("The corpus of the help line.", valueName: "folder"))
  var helpline = "data/helpline"

  @Option(help: ArgumentHelp("The adapters' scripts.", valueName: "folder"))
  var adapters = "scripts/adapters"

  @Flag(help: "List the cells and measure nothing.") var list = false

  func validate() throws {
    for (name, value) in [("jobs", jobs), ("threads", threads), ("seeds", seeds ?? 1)] {
      guard (1...64).contains(value) else {
        throw ValidationError("--\(name) is \(value); expected 1 to 64")
      }
    }
    guard (1...1_000_000).contains(timeout) else {
      throw ValidationError("--timeout is \(timeout); expected 1 to 1000000")
    }
    guard (0...1_000_000).contains(minutes ?? 0) else {
      throw ValidationError("--minutes is \(minutes ?? 0); expected 0 to 1000000")
    }
  }

  func run() async throws {
    let plan = try plan()
    for absent in plan.absent { printError("skipped: \(absent.name) \(whereabouts(absent))") }
    for pair in plan.notApplicable { printError("does not apply: \(pair)") }
    guard !plan.cells.isEmpty else {
      printError(
        "nothing to measure: no model that was asked for applies to a dataset that is there")
      throw ExitCode(plan.absent.isEmpty ? 64 : 2)
    }
    guard !list else { return print(plan.cells.map(\.identifier).joined(separator: "\n")) }
    let folder = ResultsFolder(path: output)
    let run = BenchmarkRun(
      plan: plan, folder: folder, executable: executablePath,
      cellArguments: [
        "--adapters", adapters, "--timeout", String(timeout), "--command", commandLine,
      ],
      // The process of a cell ends its own programs first.
      jobs: jobs, timeoutSeconds: timeout + 30, budgetSeconds: minutes.map { $0 * 60 },
      command: commandLine)
    let (outcome, isInterrupted) = try await measured(run)
    do throws(BenchmarkError) {
      print(try folder.writeReport())
    } catch {
      throw Failure(error)
    }
    printError(
      "\(outcome.measured) cells measured, \(outcome.kept) kept, \(outcome.failed.count) failed, "
        + "\(outcome.left) left; report: \(output)/report.html")
    let isGivenAndAbsent =
      !plan.absent.isEmpty && (!dataset.isEmpty || outcome.measured + outcome.kept == 0)
    if isInterrupted {
      printError("interrupted; the same command goes on where it stopped")
      throw ExitCode(130)
    }
    if !outcome.failed.isEmpty || isGivenAndAbsent { throw ExitCode(2) }
    if outcome.left > 0 { throw ExitCode(3) }
  }

  /// Runs in a task of its own, so that Ctrl-C can end it in good order; says whether it did.
  private func measured(_ run: BenchmarkRun) async throws -> (BenchmarkRun.Outcome, Bool) {
    let interruption = Interruption()
    interruption.listen()
    let task = Task { () -> Result<BenchmarkRun.Outcome, BenchmarkError> in
      do throws(BenchmarkError) {
        return .success(try await run.run(report: show))
      } catch {
        return .failure(error)
      }
    }
    let watch = Task {
      while !interruption.hasHappened { try await Task.sleep(for: .milliseconds(50)) }
      // Running cells are ended now; a second Ctrl-C must not leave them behind.
      signal(SIGINT, SIG_IGN)
      task.cancel()
    }
    let result = await task.value
    watch.cancel()
    do throws(BenchmarkError) {
      return (try result.get(), task.isCancelled)
    } catch {
      throw Failure(error)
    }
  }

  /// Where an absent dataset was looked for; a bare word may be a known name with a mistake.
  private func whereabouts(_ absent: DatasetSource) -> String {
    guard absent.name == absent.path else { return "is not at \(absent.path)" }
    let names = KnownDatasets(publicFolder: "", helpline: "").names.joined(separator: ", ")
    return "is neither a file or folder here nor a known name (\(names))"
  }

  private func plan() throws -> BenchmarkPlan {
    let folder = ProcessInfo.processInfo.environment["SENIM_DATASETS"] ?? "data/public"
    let known = KnownDatasets(publicFolder: folder, helpline: helpline)
    let sources = dataset.map { known.named($0) ?? DatasetSource(argument: $0) }
    let ofSuite = suite == .quick ? known.small : known.whole
    let datasets = sources.isEmpty ? ofSuite : sources
    let present = Set(datasets + [known.hwu64FiveShot, known.hwu64TenShot]).filter(\.isPresent)
    let profiles = present.compactMap { source in
      DatasetProfile(of: source).map { (source, $0) }
    }
    do throws(BenchmarkError) {
      return try BenchmarkPlan(
        suite: suite, datasets: datasets, given: sources, known: known,
        profiles: Dictionary(uniqueKeysWithValues: profiles),
        models: modelType.isEmpty ? nil : modelType, seeds: seeds ?? (suite == .quick ? 1 : 5),
        threads: threads)
    } catch {
      throw ValidationError(error.description)
    }
  }
}

/// One line of progress on standard error.
@Sendable private func show(_ event: BenchmarkRun.Event, done: Int, total: Int) {
  switch event {
  case .kept: break
  case .planned(let waiting, let outdated, let seconds):
    if outdated > 0 {
      printError(
        "\(outdated) cells were measured on other data or rules than there are now: measured again")
    }
    printError("\(waiting) cells to measure, \(done) kept: about \(minutes(seconds))")
  case .started(let cell):
    printError("[\(done)/\(total)] \(cell.identifier) ...")
  case .finished(let result, let seconds, let secondsLeft):
    let name = result.specification.identifier
    let time = String(format: "%.1f s", seconds)
    if let failure = result.failure {
      printError("[\(done)/\(total)] \(name): failed after \(time): \(failure)")
    } else {
      let accuracy = (result.figures?.accuracy.value).map { String(format: "%.2f %%", $0 * 100) }
      printError(
        "[\(done)/\(total)] \(name): \(accuracy ?? "nothing in scope"), \(time); "
          + "about \(minutes(secondsLeft)) left")
    }
  }
}

/// `12 minutes`, `1 minute`; below one in tens of seconds.
private func minutes(_ seconds: Double) -> String {
  if seconds < 55 { return "\(Int((seconds / 10).rounded(.up)) * 10) seconds" }
  let count = Int((seconds / 60).rounded())
  return count <= 1 ? "1 minute" : "\(count) minutes"
}
