import ArgumentParser
import Foundation
import IntentBenchmarks
import Reports

/// Time and memory an utterance at growing sizes.
struct Scaling: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Train on growing numbers of synthetic utterances: time and memory of each.",
    discussion: "Each size is measured in a process of its own, so that its memory is its own.")

  @Option(help: "Utterances; may be given several times. Default: 10000, 100000 and 1000000.")
  var size: [Int] = []

  @Option(help: "Threads of the training.") var threads = 2

  @Option(help: ArgumentHelp("Measure one size and write it there.", visibility: .hidden))
  var output: String?

  func validate() throws {
    for value in size where value < 200 {
      throw ValidationError("--size is \(value); expected 200 or more")
    }
  }

  func run() async throws {
    let sizes = size.isEmpty ? [10_000, 100_000, 1_000_000] : size
    do throws(BenchmarkError) {
      if let output, let size = sizes.first {
        return try await ScalingBenchmark.measured(utterances: size, threads: threads)
          .write(to: output)
      }
      var rows: [ScalingBenchmark] = []
      for size in sizes {
        printError("\(size) utterances ...")
        rows.append(
          try await ScalingBenchmark.measuredInProcess(
            utterances: size, threads: threads, executable: executablePath))
      }
      print(ScalingBenchmark.table(rows).terminal)
    } catch {
      throw Failure(error)
    }
  }
}
