import Features
import Kernels
import NeuralNetwork

/// The convolution split by words: a window of three tokens is the sum of the first token's product with
/// the first third of the filters, the second's with the second, the third's with the third. The three
/// products of common words are worked out once, those of other words on the spot.
struct WordProjections: Sendable {
  /// `[words + 1, width, filters]`; the last entry is zero: padding and empty tokens.
  private let table: [Float]
  private let wordCount: Int
  /// The filters by token of the window, `[dimension, width · filters]`.
  private let filters: Matrix

  init(_ tower: StoredConvolutionTower, _ words: WordLists) {
    let (width, d) = (ConvolutionTower.width, tower.dimension)
    var filters = Matrix(rows: d, columns: width * tower.filterCount)
    for f in 0..<tower.filterCount {
      for s in 0..<width {
        for j in 0..<d {
          filters[j, s * tower.filterCount + f] = tower.filters[f, s * d + j]
        }
      }
    }
    self.filters = filters
    wordCount = words.count
    var vectors = [Float](repeating: 0, count: words.count * d)
    var scratch = [Float]()
    for word in 0..<words.count {
      let range = words.range(word)
      Self.setWeights(range.count, &scratch)
      tower.table.addBag(words.rows[range], scratch[...], to: &vectors, at: word * d)
    }
    var products = Matrix(rows: words.count, columns: filters.columns)
    matrixMultiply(
      Matrix(rows: words.count, columns: d, elements: vectors), .asIs, filters, .asIs,
      into: &products)
    table = products.elements + [Float](repeating: 0, count: filters.columns)
  }

  /// The rows of a token with `count` known n-grams weigh 1/√count each, as in training.
  private static func setWeights(_ count: Int, _ weights: inout [Float]) {
    weights.removeAll(keepingCapacity: true)
    let weight = 1 / Float(max(count, 1)).squareRoot()
    weights.append(contentsOf: repeatElement(weight, count: count))
  }

  /// Raises `scratch.hidden` to the largest window of each filter.
  func pool(
    _ tower: StoredConvolutionTower, _ features: UtteranceFeatures,
    _ scratch: inout Network.Scratch
  ) {
    let step = filters.columns
    let count = tower.filterCount
    let padding = ConvolutionTower.width - 1
    let tokens = scratch.cachedWords.count
    gatherUnknown(tower, features, &scratch)
    // Windows run over the tokens with `padding` zero tokens at both ends.
    for window in 0..<tokens + padding {
      maximizeWindow(
        &scratch.hidden, scratch.places, window - padding, tokens, table: table,
        others: scratch.projections, zero: wordCount * step, count: count)
    }
  }

  /// Products of tokens that are not cached, behind each other in `scratch.projections`;
  /// `scratch.places` gets each token's place: ≥ 0 in the table, < 0 as ~place in the projections.
  private func gatherUnknown(
    _ tower: StoredConvolutionTower, _ features: UtteranceFeatures,
    _ scratch: inout Network.Scratch
  ) {
    let step = filters.columns
    scratch.places.removeAll(keepingCapacity: true)
    scratch.projections.removeAll(keepingCapacity: true)
    for (token, word) in scratch.cachedWords.enumerated() {
      let range = features.range(ofToken: token)
      if word >= 0 {
        scratch.places.append(word * Int32(step))
      } else if range.isEmpty {
        scratch.places.append(Int32(wordCount * step))
      } else {
        let place = scratch.projections.count
        scratch.places.append(~Int32(place))
        scratch.token.removeAll(keepingCapacity: true)
        scratch.token.append(contentsOf: repeatElement(0, count: tower.dimension))
        Self.setWeights(range.count, &scratch.weights)
        tower.table.addBag(features.tokenRows[range], scratch.weights[...], to: &scratch.token)
        scratch.projections.append(contentsOf: repeatElement(0, count: step))
        addDense(scratch.token[...], filters, to: &scratch.projections, at: place)
      }
    }
  }
}
