import Features
import Foundation
import IntentTypes

/// One line of `predict --json`; shaped like Rasa's `/model/parse` result.
struct PredictionRecord: Encodable {
  struct Entry: Encodable {
    let name: String
    let confidence: Double
  }

  struct FeatureRecord: Encodable {
    let indices: [Int32]
    let values: [Float]
    /// Rows of each token, for the convolution towers.
    let tokens: [[Int32]]
    /// Known shares: words, pairs, characters.
    let coverage: [Float]
  }

  let text: String
  let intent: Entry
  let intentRanking: [Entry]
  let outOfScope: Bool
  let outOfScopeScore: Double
  let features: FeatureRecord?

  init(_ utterance: String, _ ranking: IntentRanking, top: Int, features: UtteranceFeatures?) {
    text = utterance
    intentRanking = ranking.prefix(top).map {
      Entry(name: $0.intent.name, confidence: $0.confidence)
    }
    intent = intentRanking.first ?? Entry(name: "", confidence: 0)
    outOfScope = ranking.isOutOfScope
    outOfScopeScore = ranking.outOfScopeScore
    self.features = features.map { features in
      let coverage = features.summary.coverage
      return FeatureRecord(
        indices: features.bag.indices, values: features.bag.values,
        tokens: features.tokenEnds.indices.map {
          Array(features.rows(ofToken: $0))
        },
        coverage: [coverage.words, coverage.pairs, coverage.characters])
    }
  }

  private enum CodingKeys: String, CodingKey {
    case text, intent
    case intentRanking = "intent_ranking"
    case outOfScope = "out_of_scope"
    case outOfScopeScore = "out_of_scope_score"
    case features
  }

  /// The record on one line, keys in alphabetical order.
  var json: String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    // Strings and finite numbers only: encoding cannot fail.
    return (try? encoder.encode(self)).map { String(decoding: $0, as: UTF8.self) } ?? "{}"
  }
}
