/// All in-scope intents with their confidence, best first, and whether the utterance is out of scope.
///
/// The ranking is complete also when the utterance is rejected: a fallback never hides the original
/// guess. Confidences are calibrated probabilities in 0...1 and sum to 1.
public struct IntentRanking: Sendable, Equatable, RandomAccessCollection {
  public struct Entry: Sendable, Equatable {
    public let intent: Intent
    /// Calibrated probability, 0...1.
    public let confidence: Double

    public init(intent: Intent, confidence: Double) {
      self.intent = intent
      self.confidence = confidence
    }
  }

  /// All intents of the model, in the model's order.
  private let intents: [Intent]
  /// `order[rank]` is an index into `intents`.
  private let order: [UInt32]
  /// `confidences[rank]`, falling.
  private let confidences: [Float]

  /// Probability that the utterance is out of scope, 0...1; above the model's threshold it is rejected.
  public let outOfScopeScore: Double
  /// Whether the model's rule rejects the utterance.
  public let isOutOfScope: Bool

  /// A ranking of `intents` by `probabilities` (same length, same order). Ties are broken by the
  /// order of `intents`, which in a model is by name.
  public init(
    intents: [Intent], probabilities: [Float], outOfScopeScore: Double = 0,
    isOutOfScope: Bool = false
  ) {
    precondition(
      intents.count == probabilities.count,
      "\(intents.count) intents, \(probabilities.count) probabilities")
    self.intents = intents
    self.outOfScopeScore = outOfScopeScore
    self.isOutOfScope = isOutOfScope
    (order, confidences) = Self.sorted(probabilities)
  }

  /// The places of `probabilities` by falling value, and the values in that order; equal ones keep
  /// their order.
  ///
  /// Buckets by binary exponent, then insertion sort inside each: softmax spreads over many exponents,
  /// so that buckets are small and no comparison sort of the whole is needed. O(n) for spread values.
  private static func sorted(_ probabilities: [Float]) -> (order: [UInt32], confidences: [Float]) {
    let count = probabilities.count
    var starts = [Int](repeating: 0, count: bucketCount + 1)
    for p in probabilities { starts[bucket(p) + 1] += 1 }
    for b in 0..<bucketCount { starts[b + 1] += starts[b] }
    var order = [UInt32](repeating: 0, count: count)
    var confidences = [Float](repeating: 0, count: count)
    var ends = starts
    for (index, p) in probabilities.enumerated() {
      let first = starts[bucket(p)]
      var place = ends[bucket(p)]
      ends[bucket(p)] += 1
      while place > first && confidences[place - 1] < p {
        confidences[place] = confidences[place - 1]
        order[place] = order[place - 1]
        place -= 1
      }
      confidences[place] = p
      order[place] = UInt32(truncatingIfNeeded: index)
    }
    return (order, confidences)
  }

  private static let bucketCount = 48

  /// 0 for probabilities in (1/2, 1] and more for smaller ones, up to `bucketCount - 1`.
  @inline(__always)
  private static func bucket(_ p: Float) -> Int {
    let exponent = Int(p.bitPattern >> 23 & 0xFF)
    return Swift.max(0, Swift.min(bucketCount - 1, 126 - exponent))
  }

  public var startIndex: Int { 0 }
  public var endIndex: Int { order.count }

  public subscript(rank: Int) -> Entry {
    Entry(intent: intents[Int(order[rank])], confidence: Double(confidences[rank]))
  }

  /// The rank of `intent`, 0 the best; nil when the model does not know it. O(number of intents).
  public func rank(of intent: Intent) -> Int? {
    firstIndex { $0.intent == intent }
  }

  /// The confidence of `intent`; 0 when the model does not know it.
  public func confidence(of intent: Intent) -> Double {
    first { $0.intent == intent }?.confidence ?? 0
  }
}
