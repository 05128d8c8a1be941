import Features
import Kernels
import NeuralNetwork

/// What every tower of a network needs of one token, as one run of numbers, the block:
///
/// - of a bag tower the token's share of the hidden layer, words and character n-grams apart (they are
///   scaled apart), and likewise of the logits where there is a linear path:
///   `[hidden, hidden, outputs, outputs]`;
/// - of a convolution tower the token's product with each third of the filters:
///   `[width · filters]`. A window of three tokens is the sum of three such thirds.
///
/// Blocks add up, because no weight inside a token depends on its neighbours. Those of common words are worked
/// out at load, those of other words on the spot, by the same code.
struct TokenBlocks: Sendable {
  /// Where the block of each tower starts.
  let bagStarts: [Int]
  let convolutionStarts: [Int]
  /// Numbers in a block.
  let size: Int
  /// The filters by token of the window, `[dimension, width · filters]` a tower.
  private let filters: [Matrix]

  init(_ bagTowers: [StoredBagTower], _ convolutionTowers: [StoredConvolutionTower]) {
    var size = 0
    var starts: [Int] = []
    for tower in bagTowers {
      starts.append(size)
      size += 2 * (tower.hiddenSize + (tower.hasLinearPath ? tower.outputBias.count : 0))
    }
    bagStarts = starts
    starts = []
    for tower in convolutionTowers {
      starts.append(size)
      size += ConvolutionTower.width * tower.filterCount
    }
    convolutionStarts = starts
    self.size = size
    filters = convolutionTowers.map(Self.filtersByToken)
  }

  private static func filtersByToken(_ tower: StoredConvolutionTower) -> Matrix {
    let (width, d) = (ConvolutionTower.width, tower.dimension)
    var filters = Matrix(rows: d, columns: width * tower.filterCount)
    for f in 0..<tower.filterCount {
      for s in 0..<width {
        for j in 0..<d { filters[j, s * tower.filterCount + f] = tower.filters[f, s * d + j] }
      }
    }
    return filters
  }

  struct Scratch: Sendable {
    var weights: [Float] = []
    var vector: [Float] = []
  }

  /// Appends the block of a token.
  func append(
    _ token: TokenFeatures, _ bagTowers: [StoredBagTower],
    _ convolutionTowers: [StoredConvolutionTower], to blocks: inout [Float],
    scratch: inout Scratch
  ) {
    let base = blocks.count
    blocks.append(contentsOf: repeatElement(0, count: size))
    let (words, all) = (0..<token.wordRows, token.wordRows..<token.rows.count)
    for (tower, start) in zip(bagTowers, bagStarts) {
      var place = base + start
      for table in [tower.table, tower.linear] where table.rows > 0 && table.columns > 0 {
        table.addBag(token.rows[words], token.weights[words], to: &blocks, at: place)
        place += table.columns
        table.addBag(token.rows[all], token.weights[all], to: &blocks, at: place)
        place += table.columns
      }
    }
    guard !token.rows.isEmpty else { return }
    // The rows of a token with n known n-grams weigh 1/√n each, as in training.
    let weight = 1 / Float(token.rows.count).squareRoot()
    scratch.weights.removeAll(keepingCapacity: true)
    scratch.weights.append(contentsOf: repeatElement(weight, count: token.rows.count))
    for (k, tower) in convolutionTowers.enumerated() {
      scratch.vector.removeAll(keepingCapacity: true)
      scratch.vector.append(contentsOf: repeatElement(0, count: tower.dimension))
      tower.table.addBag(token.rows[...], scratch.weights[...], to: &scratch.vector)
      addDense(scratch.vector[...], filters[k], to: &blocks, at: base + convolutionStarts[k])
    }
  }
}
