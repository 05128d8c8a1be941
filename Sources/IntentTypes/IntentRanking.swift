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
    var order = probabilities.indices.map { UInt32(truncatingIfNeeded: $0) }
    order.sort { a, b in
      let (p, q) = (probabilities[Int(a)], probabilities[Int(b)])
      return p != q ? p > q : a < b
    }
    self.init(
      intents: intents, order: order, confidences: order.map { probabilities[Int($0)] },
      outOfScopeScore: outOfScopeScore, isOutOfScope: isOutOfScope)
  }

  /// A ranking that is sorted already: `order[rank]` is an index into `intents`, `confidences[rank]` falls.
  ///
  /// - Precondition: three arrays of one length.
  public init(
    intents: [Intent], order: [UInt32], confidences: [Float], outOfScopeScore: Double,
    isOutOfScope: Bool
  ) {
    precondition(
      intents.count == order.count && intents.count == confidences.count,
      "\(intents.count) intents, \(order.count) places, \(confidences.count) confidences")
    self.intents = intents
    self.order = order
    self.confidences = confidences
    self.outOfScopeScore = outOfScopeScore
    self.isOutOfScope = isOutOfScope
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
