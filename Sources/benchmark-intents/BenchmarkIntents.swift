public import ArgumentParser
import Foundation
public import IntentBenchmarks

/// Measures intent classifiers; everything is in the subcommands.
@main
struct BenchmarkIntents: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "benchmark-intents",
    abstract: "Measure intent classifiers side by side, so that anyone can repeat it.",
    discussion: """
      EXAMPLES:
        benchmark-intents run --suite quick
        benchmark-intents run --suite full --minutes 55 --output build/full   # again, until it is done
        benchmark-intents run --dataset corpus.tsv --model-type senim --model-type svm --seeds 3
        benchmark-intents compare build/before build/after
        benchmark-intents micro

      EXIT CODES: 0 done · 1 the results cannot be read or written · 2 some cells failed, the report says \
      which · 3 cells are left for the next run · 64 wrong arguments · 130 interrupted
      """,
    version: "0.1.0",
    subcommands: [
      Run.self, Compare.self, WriteReport.self, Micro.self, Scaling.self, Cell.self,
    ])
}

/// An error as people see it: one sentence on standard error, exit code 1.
struct Failure: Error, CustomStringConvertible {
  let description: String

  init(_ error: some Error & CustomStringConvertible) {
    description = error.description
  }
}

/// A line on standard error: progress does not mix with results.
func printError(_ line: String) {
  FileHandle.standardError.write(Data((line + "\n").utf8))
}

/// The command line as it was typed, for the record; the program by its name alone, and without the place of the
/// results, which no figure depends on.
var commandLine: String {
  let name = CommandLine.arguments.first.map { URL(fileURLWithPath: $0).lastPathComponent }
  var arguments = Array(CommandLine.arguments.dropFirst())
  if let place = arguments.firstIndex(of: "--output") {
    arguments.removeSubrange(place..<min(place + 2, arguments.count))
  }
  arguments.removeAll { $0.hasPrefix("--output=") }
  return ([name ?? "benchmark-intents"] + arguments).joined(separator: " ")
}

/// This program's file.
var executablePath: String {
  Bundle.main.executablePath ?? CommandLine.arguments.first ?? "benchmark-intents"
}

extension ModelType: ExpressibleByArgument {
  public init?(argument: String) {
    do throws(BenchmarkError) {
      self = try ModelType(name: argument)
    } catch {
      return nil
    }
  }

  /// For the help text and for error messages.
  public static var allValueStrings: [String] { all.map(\.name) + ["program:PATH"] }
}

extension BenchmarkPlan.Suite: ExpressibleByArgument {}
