import ArgumentParser
import IntentBenchmarks
import Reports

/// Says what differs between two runs.
struct Compare: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Say what differs significantly between two runs, A and B.")

  @Argument(help: "The output folder of a run.") var first: String
  @Argument(help: "The output folder of another run.") var second: String
  @Flag(help: "Show the cells without significant difference too.") var all = false

  func run() throws {
    let comparison: Comparison
    do throws(BenchmarkError) {
      comparison = Comparison(
        try ResultsFolder(path: first).results(), try ResultsFolder(path: second).results())
    } catch {
      throw Failure(error)
    }
    for origin in comparison.origins { print(origin) }
    print(comparison.table(all: all).terminal)
    print(comparison.sentence)
    for cell in comparison.incomparable { print("not compared: \(cell)") }
  }
}
