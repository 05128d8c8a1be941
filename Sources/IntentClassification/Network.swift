import Features
import Kernels
import NeuralNetwork

/// The towers of a model file, ready to give logits: their mean over all towers.
public struct Network: Sendable {
  public let bagTowers: [StoredBagTower]
  public let convolutionTowers: [StoredConvolutionTower]
  public let outputCount: Int
  let tokenBlocks: TokenBlocks
  /// The output layers in float32, `[units, outputs rounded up to whole vectors]`, bag towers first.
  private let outputs: [Matrix]

  /// - Precondition: at least one tower.
  public init(
    bagTowers: [StoredBagTower], convolutionTowers: [StoredConvolutionTower], outputCount: Int
  ) {
    precondition(!bagTowers.isEmpty || !convolutionTowers.isEmpty, "a network without towers")
    self.bagTowers = bagTowers
    self.convolutionTowers = convolutionTowers
    self.outputCount = outputCount
    tokenBlocks = TokenBlocks(bagTowers, convolutionTowers)
    outputs = (bagTowers.map(\.output) + convolutionTowers.map(\.output)).map {
      $0.dequantized(columns: Self.roundedUp(outputCount))
    }
  }

  /// Whole vectors of eight numbers: the kernels' loops then have no remainder.
  private static func roundedUp(_ count: Int) -> Int { (count + 7) / 8 * 8 }

  public var towerCount: Int { bagTowers.count + convolutionTowers.count }

  /// What the network reads of one utterance.
  struct Input: Sendable {
    /// Where each token's block lies: at least 0 in the common words' blocks, below 0 the complement of a place
    /// in `blocks`.
    var places: [Int32] = []
    /// Blocks of the other words.
    var blocks: [Float] = []
    /// Known pairs with their weights, unscaled.
    var pairs = FeatureVector()
    var summary = UtteranceSummary()
  }

  /// Working memory and results; kept between utterances by the caller.
  struct Scratch: Sendable {
    /// Logits of each tower, `[towers, outputs]`.
    var towerLogits: [Float] = []
    /// Mean over the towers, `[outputs]`.
    var logits: [Float] = []
    /// Sums over the tokens: words and pairs, then character n-grams.
    var sums: [Float] = []
    var hidden: [Float] = []
    var output: [Float] = []
    var block = TokenBlocks.Scratch()
  }

  /// Appends a token's block.
  func appendBlock(
    of token: TokenFeatures, to blocks: inout [Float], scratch: inout TokenBlocks.Scratch
  ) {
    tokenBlocks.append(token, bagTowers, convolutionTowers, to: &blocks, scratch: &scratch)
  }

  /// Works out `scratch.towerLogits` and `scratch.logits` for one utterance.
  ///
  /// - Parameter common: the common words' blocks, with a block of zeros at their end.
  func logits(for input: Input, common: [Float], _ scratch: inout Scratch) {
    scratch.towerLogits.removeAll(keepingCapacity: true)
    let runs = TokenRuns(
      places: input.places, common: common, others: input.blocks,
      zero: common.count - tokenBlocks.size)
    for (k, tower) in bagTowers.enumerated() {
      addLogits(of: tower, k, runs, input, &scratch)
    }
    for (k, tower) in convolutionTowers.enumerated() {
      addLogits(of: tower, k, runs, &scratch)
    }
    scratch.logits.removeAll(keepingCapacity: true)
    scratch.logits.append(contentsOf: repeatElement(0, count: outputCount))
    addMean(of: scratch.towerLogits, to: &scratch.logits)
  }

  private func addLogits(
    of tower: StoredBagTower, _ number: Int, _ runs: TokenRuns, _ input: Input,
    _ scratch: inout Scratch
  ) {
    var start = tokenBlocks.bagStarts[number]
    scratch.hidden.removeAll(keepingCapacity: true)
    scratch.hidden.append(contentsOf: tower.hiddenBias)
    addSums(of: tower.table, from: start, runs, input, &scratch.sums)
    addScaled(scratch.sums, by: input.summary, to: &scratch.hidden)
    start += 2 * tower.hiddenSize
    rectify(&scratch.hidden)
    setOutput(to: tower.outputBias, &scratch)
    if tower.hasLinearPath {
      addSums(of: tower.linear, from: start, runs, input, &scratch.sums)
      addScaled(scratch.sums, by: input.summary, to: &scratch.output)
    }
    addOutput(number, &scratch)
  }

  /// The bag's product with `table`, not scaled yet: the tokens' runs at `start` in their blocks and the rows of
  /// the pairs. `sums` gets the block of words and pairs, then that of character n-grams.
  private func addSums(
    of table: QuantizedTable, from start: Int, _ runs: TokenRuns, _ input: Input,
    _ sums: inout [Float]
  ) {
    sums.removeAll(keepingCapacity: true)
    sums.append(contentsOf: repeatElement(0, count: 2 * table.columns))
    addRuns(runs, from: start, to: &sums)
    table.addBag(input.pairs.indices[...], input.pairs.values[...], to: &sums)
  }

  private func addScaled(
    _ sums: [Float], by summary: UtteranceSummary, to target: inout [Float]
  ) {
    Kernels.addScaled(sums, by: summary.wordScale, summary.characterScale, to: &target)
  }

  private func addLogits(
    of tower: StoredConvolutionTower, _ number: Int, _ runs: TokenRuns, _ scratch: inout Scratch
  ) {
    scratch.hidden.removeAll(keepingCapacity: true)
    scratch.hidden.append(contentsOf: repeatElement(-.infinity, count: tower.filterCount))
    maximizeWindows(&scratch.hidden, runs, from: tokenBlocks.convolutionStarts[number])
    for f in 0..<tower.filterCount { scratch.hidden[f] += tower.filterBias[f] }
    rectify(&scratch.hidden)
    setOutput(to: tower.outputBias, &scratch)
    addOutput(bagTowers.count + number, &scratch)
  }

  /// The output row, padded to whole vectors, with the bias in it.
  private func setOutput(to bias: [Float], _ scratch: inout Scratch) {
    scratch.output.removeAll(keepingCapacity: true)
    scratch.output.append(contentsOf: bias)
    scratch.output.append(
      contentsOf: repeatElement(0, count: Self.roundedUp(outputCount) - outputCount))
  }

  /// Adds the output layer's product with the hidden units and appends the tower's logits.
  private func addOutput(_ tower: Int, _ scratch: inout Scratch) {
    addDense(scratch.hidden[...], outputs[tower], to: &scratch.output)
    scratch.towerLogits.append(contentsOf: scratch.output[..<outputCount])
  }
}

extension Network {
  /// Numbers that training set, over all towers.
  public var parameterCount: Int {
    let bags = bagTowers.map { tower in
      tower.table.bytes.count + tower.linear.bytes.count + tower.output.bytes.count
        + tower.hiddenBias.count + tower.outputBias.count
    }
    let convolutions = convolutionTowers.map { tower in
      tower.table.bytes.count + tower.filters.elements.count + tower.output.bytes.count
        + tower.filterBias.count + tower.outputBias.count
    }
    return (bags + convolutions).reduce(0, +)
  }
}
