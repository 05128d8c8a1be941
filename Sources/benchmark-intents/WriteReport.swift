import ArgumentParser
import IntentBenchmarks

/// Writes the pages of a run again.
struct WriteReport: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "report",
    abstract: "Write the report of a run again, from the cells that are there.")

  @Argument(help: "The output folder of a run.") var folder: String

  @Option(
    help: ArgumentHelp(
      "Also write the results page there, the tables without single intents and cells, for "
        + "docs/results.md.", valueName: "file"))
  var markdown: String?

  func run() throws {
    do throws(BenchmarkError) {
      print(try ResultsFolder(path: folder).writeReport(resultsPage: markdown))
    } catch {
      throw Failure(error)
    }
  }
}
