import ArgumentParser

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
      the same file, byte for byte, whatever the number of threads.

      EXAMPLES:
        train-intents --data data/quickstart --output models/quickstart.safetensors
        train-intents --data train.tsv --validation valid.tsv --output models/m.safetensors
        train-intents predict --model models/quickstart.safetensors "when does the library open"
        train-intents evaluate --model models/quickstart.safetensors --data data/quickstart --split test
        train-intents convert corpus.tsv nlu.yml --to rasa

      EXIT CODES: 0 done · 1 the data or the model cannot be used · 64 wrong arguments · 130 interrupted
      """,
    version: "0.1.0",
    subcommands: [
      Evaluate.self, Predict.self, Inspect.self, Lint.self, Convert.self, SplitCorpus.self,
    ])

  @OptionGroup(title: "Training options") var options: TrainingOptions

  mutating func validate() throws {
    try options.validate()
  }

  func run() async throws {
    try await train(options)
  }
}
