import Datasets
import Evaluation
import IntentTypes

let known = ["card_lost", "exam", "library"].map { Intent($0) }

/// An utterance of `intent` to which the classifier said `probabilities` (of `known`).
func example(
  _ intent: String, _ probabilities: [Float], outOfScope: Double = 0, rejected: Bool = false,
  text: String = "when is the exam", language: String? = nil
) -> EvaluatedUtterance {
  EvaluatedUtterance(
    utterance: LabeledUtterance(text: text, intent: Intent(intent), language: language),
    ranking: IntentRanking(
      intents: known, probabilities: probabilities, outOfScopeScore: outOfScope,
      isOutOfScope: rejected))
}

/// In-scope and out-of-scope utterances with noisy rankings; a function of the seed alone.
func randomExamples(count: Int, seed: UInt64, intents: Int = 7) -> [EvaluatedUtterance] {
  var generator = SeededGenerator(seed: seed)
  let names = (0..<intents).map { Intent("intent_\($0)") }
  return (0..<count).map { number in
    let isOutOfScope = generator.next() % 5 == 0
    let truth = Int(generator.next() % UInt64(intents))
    var weights = (0..<intents).map { _ in generator.unit() }
    if !isOutOfScope { weights[truth] += 2 * generator.unit() }
    let total = weights.reduce(0, +)
    // Two decimals only, so that ties occur.
    let score = (Double(generator.unit()) + (isOutOfScope ? 0.4 : 0)) * 100
    return EvaluatedUtterance(
      utterance: LabeledUtterance(
        text: "utterance \(number)", intent: isOutOfScope ? .outOfScope : names[truth]),
      ranking: IntentRanking(
        intents: names, probabilities: weights.map { $0 / total },
        outOfScopeScore: score.rounded() / 100, isOutOfScope: score > 70))
  }
}
