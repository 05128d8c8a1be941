import ArgumentParser
import Foundation

/// Trains an intent classifier; the other verbs are subcommands.
@main
struct TrainIntents: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "train-intents",
    abstract: "Train an intent classifier from labelled utterances, and use it.",
    usage: """
      train-intents --data PATH [--data PATH ...] --output models/NAME.safetensors [options]
      train-intents <subcommand>
      """,
    discussion: """
      One weight file comes out, with a model card (.md) beside it. The same data, settings and seed give
      the same file, byte for byte, whatever the number of threads, under one OpenBLAS kernel (the card names
      it; OPENBLAS_CORETYPE=Haswell sets it).

      EXAMPLES:
        train-intents --data data/helpline --output models/helpline.safetensors
        train-intents --data train.tsv --validation valid.tsv --output models/m.safetensors
        train-intents predict --model models/helpline.safetensors "when does the library open"
        train-intents evaluate --model models/helpline.safetensors --data data/helpline --split test
        train-intents convert corpus.tsv nlu.yml --to rasa

      EXIT CODES: 0 done · 1 the data or the model cannot be used · 64 wrong arguments · 130 interrupted

      TRAINING \(trainingOptionsHelp)
      """,
    version: "0.1.0",
    subcommands: [
      Train.self, Evaluate.self, Predict.self, Inspect.self, Lint.self, Convert.self,
      SplitCorpus.self,
    ],
    defaultSubcommand: Train.self)

  /// The options of training as the subcommand's own help shows them.
  private static var trainingOptionsHelp: String {
    let help = Train.helpMessage()
    return help.range(of: "OPTIONS:").map { String(help[$0.lowerBound...]) } ?? help
  }
}

/// Trains; stands in for `train-intents` without a subcommand.
struct Train: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Train (this is what train-intents does without a subcommand).")

  @OptionGroup var options: TrainingOptions

  func run() async throws {
    try await train(options)
  }
}
