import Features
import NeuralNetwork

/// The features of a training part, end to end in a few arrays.
struct EncodedUtterances: Sendable {
  private(set) var bagEnds: [Int] = []
  private(set) var bagIndices: [Int32] = []
  private(set) var bagValues: [Float] = []
  /// First token of each utterance; tokens are numbered through.
  private(set) var firstTokens: [Int] = [0]
  private(set) var tokenEnds: [Int] = []
  private(set) var tokenRows: [Int32] = []
  private(set) var targets: [Target] = []

  var count: Int { targets.count }

  mutating func append(_ features: UtteranceFeatures, target: Target) {
    bagIndices.append(contentsOf: features.bag.indices)
    bagValues.append(contentsOf: features.bag.values)
    bagEnds.append(bagIndices.count)
    let base = tokenRows.count
    tokenRows.append(contentsOf: features.tokenRows)
    for end in features.tokenEnds { tokenEnds.append(base + Int(end)) }
    firstTokens.append(tokenEnds.count)
    targets.append(target)
  }

  func bagRange(_ utterance: Int) -> Range<Int> {
    (utterance == 0 ? 0 : bagEnds[utterance - 1])..<bagEnds[utterance]
  }

  func tokenRange(_ utterance: Int) -> Range<Int> {
    firstTokens[utterance]..<firstTokens[utterance + 1]
  }

  func rowRange(_ token: Int) -> Range<Int> {
    (token == 0 ? 0 : tokenEnds[token - 1])..<tokenEnds[token]
  }
}
