import Datasets
public import Evaluation
import IntentClassification
public import IntentTypes

/// What models say of utterances that they were not trained on: each fold is ranked by a model of the other
/// folds. Near-duplicates stay in one fold.
///
/// - Parameter folds: 2 or more.
/// - Returns: every utterance once, in the order of `utterances`.
public func crossValidate(
  _ utterances: [LabeledUtterance], folds: Int = 5, preset: Preset = .fast, seed: UInt64 = 1,
  threads: Int = 1, progress: @escaping TrainingProgress.Handler = { _ in true }
) async throws(TrainingError) -> [EvaluatedUtterance] {
  var evaluated = [EvaluatedUtterance?](repeating: nil, count: utterances.count)
  for fold in Dataset.kFolds(folds, seed: seed, of: utterances) {
    let heldOut = Set(fold)
    var request = TrainingRequest(
      train: utterances.indices.filter { !heldOut.contains($0) }.map { utterances[$0] })
    request.preset = preset
    request.seed = seed
    request.threads = threads
    let classifier = try await trainModel(request, progress: progress).classifier
    for place in fold {
      evaluated[place] = EvaluatedUtterance(
        utterance: utterances[place], ranking: classifier.rank(utterances[place].text))
    }
  }
  return evaluated.compactMap { $0 }
}
