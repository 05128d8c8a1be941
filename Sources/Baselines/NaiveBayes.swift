import Foundation
public import IntentTypes

/// Multinomial naive Bayes over tf-idf weights in place of counts (Rennie et al. 2003, ICML), with
/// additive smoothing.
public struct NaiveBayes: Sendable {
  private let features: BaselineFeatures
  private let logLikelihoods: IntentTable
  /// Added to every sum of weights. An utterance's weights are about 0.1 each, so this is what 0.1
  /// is for counts.
  private static let smoothing = 0.01
  /// Vectors have length 1 whatever the utterance's length: about ten words' evidence.
  private static let sharpness: Float = 2

  /// - Throws: `tooFewIntents`.
  public init(training utterances: [LabeledUtterance]) throws(BaselineError) {
    let examples = try TrainingExamples(utterances)
    let count = examples.intents.count
    var table = IntentTable(intents: examples.intents, featureCount: examples.features.count)
    for (vector, label) in zip(examples.vectors, examples.labels) {
      table.add(vector, label: label)
    }
    var totals = [Double](
      repeating: Self.smoothing * Double(examples.features.count), count: count)
    for place in table.weights.indices { totals[place % count] += Double(table.weights[place]) }
    for place in table.weights.indices {
      let share = (Double(table.weights[place]) + Self.smoothing) / totals[place % count]
      table.weights[place] = Float(log(share))
    }
    for label in examples.labels { table.biases[label] += 1 }
    table.biases = table.biases.map { Float(log(Double($0) / Double(examples.labels.count))) }
    features = examples.features
    logLikelihoods = table
  }

  public func rank(_ utterance: String) -> IntentRanking {
    ranking(
      logLikelihoods.intents,
      scores: logLikelihoods.scores(of: features.features(of: utterance)),
      sharpness: Self.sharpness)
  }

  /// Bytes of the trained numbers.
  public var byteCount: Int { logLikelihoods.weights.count * MemoryLayout<Float>.size }
}
