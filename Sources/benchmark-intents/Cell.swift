import ArgumentParser
import Foundation
import IntentBenchmarks

/// Measures one cell; `run` starts this in a process for each cell.
struct Cell: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Measure one cell (started by run).", shouldDisplay: false)

  @Option var specification: String
  @Option var output: String
  @Option var adapters: String
  @Option var timeout: Int
  @Option var command: String

  func run() async throws {
    let data = try Data(contentsOf: URL(fileURLWithPath: specification))
    let cell = try JSONDecoder().decode(CellSpecification.self, from: data)
    let runner = CellRunner(
      adapterFolder: adapters, timeoutSeconds: timeout, command: command)
    let result = await runner.result(of: cell)
    do throws(BenchmarkError) {
      try ResultsFolder.write(result, to: output)
    } catch {
      throw Failure(error)
    }
  }
}
