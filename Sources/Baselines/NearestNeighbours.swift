public import IntentTypes

/// The intents of the training utterances with the highest cosine, voting by similarity
/// (Cover & Hart 1967, doi:10.1109/TIT.1967.1053964).
public struct NearestNeighbours: Sendable {
  /// Votes that count.
  public let neighbourCount: Int
  private let features: BaselineFeatures
  private let intents: [Intent]
  private let labels: [Int]
  /// Which training utterances have a feature, and with what value: `postings[feature]`.
  private let postings: [[(utterance: Int32, value: Float)]]
  /// Turns sums of similarities into confidences.
  private static let sharpness: Float = 4

  /// - Throws: `tooFewIntents`.
  public init(
    training utterances: [LabeledUtterance], neighbourCount: Int = 5
  ) throws(BaselineError) {
    precondition(neighbourCount > 0, "\(neighbourCount) neighbours")
    let examples = try TrainingExamples(utterances)
    var postings = [[(utterance: Int32, value: Float)]](
      repeating: [], count: examples.features.count)
    for (number, vector) in examples.vectors.enumerated() {
      for (feature, value) in zip(vector.indices, vector.values) {
        postings[Int(feature)].append((Int32(number), value))
      }
    }
    self.neighbourCount = neighbourCount
    features = examples.features
    intents = examples.intents
    labels = examples.labels
    self.postings = postings
  }

  public func rank(_ utterance: String) -> IntentRanking {
    var cosines = [Float](repeating: 0, count: labels.count)
    let vector = features.features(of: utterance)
    for (feature, value) in zip(vector.indices, vector.values) {
      for posting in postings[Int(feature)] {
        cosines[Int(posting.utterance)] += value * posting.value
      }
    }
    var votes = [Float](repeating: 0, count: intents.count)
    for neighbour in nearest(cosines) { votes[labels[neighbour]] += cosines[neighbour] }
    return ranking(intents, scores: votes, sharpness: Self.sharpness)
  }

  /// The utterances with the highest cosines, best first; of equal ones the first.
  private func nearest(_ cosines: [Float]) -> [Int] {
    var best: [Int] = []
    for (number, cosine) in cosines.enumerated() {
      if best.count == neighbourCount, let last = best.last, cosine <= cosines[last] { continue }
      let place = best.firstIndex { cosines[$0] < cosine } ?? best.count
      best.insert(number, at: place)
      if best.count > neighbourCount { best.removeLast() }
    }
    return best
  }

  /// Bytes of the stored vectors.
  public var byteCount: Int {
    postings.reduce(0) { $0 + $1.count * MemoryLayout<(Int32, Float)>.size }
  }
}
