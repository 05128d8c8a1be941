public import Features
import Kernels
import NeuralNetwork

/// The towers of a model file, ready to give logits: their mean over all towers.
public struct Network: Sendable {
  public let bagTowers: [StoredBagTower]
  public let convolutionTowers: [StoredConvolutionTower]
  public let words: WordLists
  public let outputCount: Int
  private let caches: [WordProjections]
  /// Word whose list starts with this row, or -1.
  private let wordOfFirstRow: [Int32]

  /// - Precondition: at least one tower.
  public init(
    bagTowers: [StoredBagTower], convolutionTowers: [StoredConvolutionTower], words: WordLists,
    outputCount: Int
  ) {
    precondition(!bagTowers.isEmpty || !convolutionTowers.isEmpty, "a network without towers")
    self.bagTowers = bagTowers
    self.convolutionTowers = convolutionTowers
    self.words = words
    self.outputCount = outputCount
    caches = convolutionTowers.map { WordProjections($0, words) }
    var largest: Int32 = -1
    for word in 0..<words.count { largest = max(largest, words.rows[words.range(word).lowerBound]) }
    var wordOfFirstRow = [Int32](repeating: -1, count: Int(largest) + 1)
    for word in 0..<words.count {
      wordOfFirstRow[Int(words.rows[words.range(word).lowerBound])] = Int32(word)
    }
    self.wordOfFirstRow = wordOfFirstRow
  }

  public var towerCount: Int { bagTowers.count + convolutionTowers.count }

  /// Working memory and results; kept between utterances by the caller.
  public struct Scratch: Sendable {
    /// Logits of each tower, `[towers, outputs]`.
    public internal(set) var towerLogits: [Float] = []
    /// Mean over the towers, `[outputs]`.
    public internal(set) var logits: [Float] = []
    var hidden: [Float] = []
    /// Hidden units above zero, and their values.
    var units: [Int32] = []
    var activations: [Float] = []
    var token: [Float] = []
    /// Places of the tokens' projections in `projections`.
    var places: [Int32] = []
    var projections: [Float] = []
    var weights: [Float] = []
    var cachedWords: [Int32] = []

    public init() {}
  }

  /// Works out `scratch.towerLogits` and `scratch.logits` for one utterance.
  public func logits(for features: UtteranceFeatures, _ scratch: inout Scratch) {
    scratch.towerLogits.removeAll(keepingCapacity: true)
    for tower in bagTowers { addLogits(of: tower, features, &scratch) }
    if !convolutionTowers.isEmpty { findCachedWords(features, &scratch) }
    for (tower, cache) in zip(convolutionTowers, caches) {
      addLogits(of: tower, cache, features, &scratch)
    }
    scratch.logits.removeAll(keepingCapacity: true)
    let share = 1 / Float(towerCount)
    for output in 0..<outputCount {
      var sum: Float = 0
      for tower in 0..<towerCount { sum += scratch.towerLogits[tower * outputCount + output] }
      scratch.logits.append(sum * share)
    }
  }

  private func addLogits(
    of tower: StoredBagTower, _ features: UtteranceFeatures, _ scratch: inout Scratch
  ) {
    let offset = scratch.towerLogits.count
    scratch.towerLogits.append(contentsOf: tower.outputBias)
    let (indices, values) = (features.bag.indices[...], features.bag.values[...])
    if tower.hasLinearPath {
      tower.linear.addBag(indices, values, to: &scratch.towerLogits, at: offset)
    }
    guard tower.hiddenSize > 0 else { return }
    scratch.hidden.removeAll(keepingCapacity: true)
    scratch.hidden.append(contentsOf: tower.hiddenBias)
    tower.table.addBag(indices, values, to: &scratch.hidden)
    addOutput(tower.output, &scratch, at: offset)
  }

  /// For each token its cached word, or -1.
  private func findCachedWords(_ features: UtteranceFeatures, _ scratch: inout Scratch) {
    scratch.cachedWords.removeAll(keepingCapacity: true)
    for token in features.tokenEnds.indices {
      let range = features.range(ofToken: token)
      scratch.cachedWords.append(cachedWord(features.tokenRows[range]))
    }
  }

  @inline(__always)
  private func cachedWord(_ rows: ArraySlice<Int32>) -> Int32 {
    guard let first = rows.first, Int(first) < wordOfFirstRow.count else { return -1 }
    let word = wordOfFirstRow[Int(first)]
    guard word >= 0 else { return -1 }
    let range = words.range(Int(word))
    guard range.count == rows.count else { return -1 }
    var (k, j) = (range.lowerBound, rows.startIndex)
    while k < range.upperBound {
      if words.rows[k] != rows[j] { return -1 }
      k += 1
      j += 1
    }
    return word
  }

  private func addLogits(
    of tower: StoredConvolutionTower, _ cache: WordProjections, _ features: UtteranceFeatures,
    _ scratch: inout Scratch
  ) {
    let filters = tower.filterCount
    scratch.hidden.removeAll(keepingCapacity: true)
    scratch.hidden.append(contentsOf: repeatElement(-.infinity, count: filters))
    cache.pool(tower, features, &scratch)
    for f in 0..<filters { scratch.hidden[f] += tower.filterBias[f] }
    let offset = scratch.towerLogits.count
    scratch.towerLogits.append(contentsOf: tower.outputBias)
    addOutput(tower.output, &scratch, at: offset)
  }

  /// ReLU and output layer: adds the rows of the units above zero, weighted by the units.
  private func addOutput(_ output: QuantizedTable, _ scratch: inout Scratch, at offset: Int) {
    scratch.units.removeAll(keepingCapacity: true)
    scratch.activations.removeAll(keepingCapacity: true)
    for unit in scratch.hidden.indices {
      let value = scratch.hidden[unit]
      guard value > 0 else { continue }
      scratch.units.append(Int32(truncatingIfNeeded: unit))
      scratch.activations.append(value)
    }
    output.addBag(
      scratch.units[...], scratch.activations[...], to: &scratch.towerLogits, at: offset)
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
