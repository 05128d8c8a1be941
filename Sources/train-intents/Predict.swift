import ArgumentParser
import Features
import Foundation
import IntentClassification
import IntentTypes

/// Answers utterances with their intents.
struct Predict: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Rank the intents of utterances.",
    discussion: """
      Without TEXT each line of standard input is one utterance.

      EXAMPLES:
        train-intents predict --model models/m.safetensors "how do I get a transcript"
        train-intents predict --model models/m.safetensors --top 5 --json < questions.txt
      """)

  @Option(help: "The weight file.") var model: String
  @Option(help: "How many intents to print.") var top = 3
  @Flag(help: "Print one JSON object a line.") var json = false
  @Flag(help: "With --json: also print the indices and values of the features.") var features =
    false
  @Argument(help: "Utterances.") var text: [String] = []

  func validate() throws {
    guard top >= 1 else { throw ValidationError("--top is \(top); expected 1 or more") }
  }

  func run() throws {
    let classifier = try load(model)
    var scratch = IntentClassifier.Scratch()
    if text.isEmpty {
      if isatty(STDIN_FILENO) == 1 { printError("type an utterance a line; Ctrl-D ends") }
      while let line = readLine() { answer(line, classifier, &scratch) }
    } else {
      for utterance in text { answer(utterance, classifier, &scratch) }
    }
  }

  private func answer(
    _ utterance: String, _ classifier: IntentClassifier, _ scratch: inout IntentClassifier.Scratch
  ) {
    let ranking = classifier.rank(utterance, &scratch)
    if json {
      let record = PredictionRecord(
        utterance, ranking, top: top, features: features ? classifier.features(of: utterance) : nil)
      print(record.json)
    } else {
      print(sentence(ranking))
    }
    // A reader at the other end of a pipe gets each answer at once.
    fflush(nil)
  }

  private func sentence(_ ranking: IntentRanking) -> String {
    let names = ranking.prefix(top).map { "\($0.intent.name) \(percent($0.confidence))" }
    let list = names.joined(separator: ", ")
    return ranking.isOutOfScope ? "out of scope (nearest: \(list))" : list
  }
}
