import ArgumentParser
import Datasets

/// Rewrites a dataset in another format.
struct Convert: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Rewrite labelled utterances in another format.",
    discussion: "EXAMPLE:\n  train-intents convert corpus.tsv nlu.yml --to rasa")

  @Argument(help: "Labelled utterances.") var input: String
  @Argument(help: "The file or folder to write.") var output: String
  @Option(help: "The new format: \(formatNames).") var to: DatasetFormat
  @Option(help: "Force the format of the input.") var format: DatasetFormat?

  func run() throws {
    let dataset = try read(input, format)
    try keepSources([input], from: output)
    do {
      try dataset.write(to: output, format: to)
    } catch {
      throw Failure(error)
    }
    print("wrote \(output): \(dataset.utterances.count) utterances as \(to.rawValue)")
  }
}
