public import IntentTypes

/// The intent whose mean training vector has the highest cosine with the utterance (Rocchio 1971).
public struct NearestCentroid: Sendable {
  private let features: BaselineFeatures
  private let centroids: IntentTable
  /// Turns cosines into confidences; chosen once so that a clear lead of 0.2 gives about 95 %.
  private static let sharpness: Float = 20

  /// - Throws: `tooFewIntents`.
  public init(training utterances: [LabeledUtterance]) throws(BaselineError) {
    let examples = try TrainingExamples(utterances)
    var centroids = IntentTable(intents: examples.intents, featureCount: examples.features.count)
    for (vector, label) in zip(examples.vectors, examples.labels) {
      centroids.add(vector, label: label)
    }
    let count = examples.intents.count
    var squares = [Float](repeating: 0, count: count)
    for place in centroids.weights.indices {
      squares[place % count] += centroids.weights[place] * centroids.weights[place]
    }
    for place in centroids.weights.indices where squares[place % count] > 0 {
      centroids.weights[place] /= squares[place % count].squareRoot()
    }
    features = examples.features
    self.centroids = centroids
  }

  public func rank(_ utterance: String) -> IntentRanking {
    ranking(
      centroids.intents, scores: centroids.scores(of: features.features(of: utterance)),
      sharpness: Self.sharpness)
  }

  /// Bytes of the trained numbers.
  public var byteCount: Int { centroids.weights.count * MemoryLayout<Float>.size }
}
