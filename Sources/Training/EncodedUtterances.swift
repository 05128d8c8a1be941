import Features
import NeuralNetwork

/// The features of a training part, end to end in a few arrays.
struct EncodedUtterances: Sendable {
  private(set) var bagEnds: [Int] = []
  private(set) var bagIndices: [Int32] = []
  private(set) var bagValues: [Float] = []
  /// First token of each utterance; tokens are numbered through.
  private(set) var firstTokens: [Int] = [0]
  /// Each token's rows in `bagIndices`.
  private(set) var tokenRanges: [Range<Int>] = []
  private(set) var targets: [Target] = []

  var count: Int { targets.count }

  mutating func append(_ features: UtteranceFeatures, target: Target) {
    let base = bagIndices.count
    bagIndices.append(contentsOf: features.bag.indices)
    bagValues.append(contentsOf: features.bag.values)
    bagEnds.append(bagIndices.count)
    for token in features.tokenEnds.indices {
      let range = features.range(ofToken: token)
      tokenRanges.append(base + range.lowerBound..<base + range.upperBound)
    }
    firstTokens.append(tokenRanges.count)
    targets.append(target)
  }

  func bagRange(_ utterance: Int) -> Range<Int> {
    (utterance == 0 ? 0 : bagEnds[utterance - 1])..<bagEnds[utterance]
  }

  func tokenRange(_ utterance: Int) -> Range<Int> {
    firstTokens[utterance]..<firstTokens[utterance + 1]
  }
}
