import IntentTypes

/// In-scope training utterances as features and numbered intents. Baselines do not learn from
/// utterances labelled out of scope: they have no such class.
struct TrainingExamples {
  /// In-scope intents by name.
  let intents: [Intent]
  let features: BaselineFeatures
  let vectors: [SparseVector]
  /// `labels[i]` is the place of the intent of `vectors[i]` in `intents`.
  let labels: [Int]

  init(_ utterances: [LabeledUtterance]) throws(BaselineError) {
    let inScope = utterances.filter { $0.intent != .outOfScope }
    intents = Set(inScope.map(\.intent)).sorted()
    guard intents.count > 1 else { throw .tooFewIntents(found: intents.count) }
    features = BaselineFeatures(training: inScope)
    let places = Dictionary(uniqueKeysWithValues: intents.enumerated().map { ($1, $0) })
    vectors = inScope.map { [features] in features.features(of: $0.text) }
    labels = inScope.compactMap { places[$0.intent] }
  }
}

/// Why a baseline cannot be trained.
public enum BaselineError: Error, Equatable, CustomStringConvertible {
  case tooFewIntents(found: Int)

  public var description: String {
    switch self {
    case .tooFewIntents(let found):
      "found \(found) intents in the training utterances; expected at least two to choose from"
    }
  }
}
