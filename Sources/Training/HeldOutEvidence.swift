import IntentClassification
import IntentTypes

/// What classifiers said of utterances that they were not trained on; confidence and rejection are fitted on
/// it.
struct HeldOutEvidence: Sendable {
  /// Logits of the in-scope utterances, and the place of each one's intent in them.
  private(set) var logits: [[Float]] = []
  private(set) var labels: [Int] = []
  private(set) var rejection = RejectionEvidence()

  /// Adds utterances that `classifier` has not seen. Those of an intent that it does not know are left out.
  mutating func add(_ heldOut: [LabeledUtterance], judgedBy classifier: IntentClassifier) {
    var scratch = IntentClassifier.Scratch()
    let places = Dictionary(
      uniqueKeysWithValues: classifier.intents.enumerated().map { ($1, $0) })
    for utterance in heldOut {
      let result = classifier.logitsAndScores(of: utterance.text, &scratch)
      if utterance.intent == .outOfScope {
        rejection.outOfScope.append(result.scores)
      } else if let label = places[utterance.intent] {
        let isCorrect = result.logits.firstIndex(of: result.logits.max() ?? 0) == label
        logits.append(result.logits)
        labels.append(label)
        rejection.inScope.append((result.scores, isCorrect))
      }
    }
  }
}
