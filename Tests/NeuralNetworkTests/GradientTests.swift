import Kernels
import NeuralNetwork
import Testing

/// SplitMix64: the tests bring their own numbers.
private struct Numbers: RandomNumberGenerator {
  var state: UInt64
  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var z = state
    z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
    z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
    return z ^ (z >> 31)
  }
}

/// A step of 1e-2 in float32: the loss near 1 is known to 1e-7, so a difference quotient to 1e-5; the
/// third-order term adds about 1e-4.
private let step: Float = 1e-2
private let tolerance = 2e-3

/// Central difference of `loss` by one parameter against its analytic gradient.
private func check(
  _ parameters: [Float], _ gradient: [Float], _ name: String,
  loss: ([Float]) -> Double
) {
  for index in parameters.indices {
    var (up, down) = (parameters, parameters)
    up[index] += step
    down[index] -= step
    let numeric = (loss(up) - loss(down)) / Double(2 * step)
    #expect(
      abs(numeric - Double(gradient[index])) < tolerance,
      "\(name)[\(index)]: numeric \(numeric), analytic \(gradient[index])")
  }
}

private let targets: [Target] = [.output(2), .spread(3, share: 0.5), .output(0)]
private let adjustment: [Float] = [0, -0.5, 0.25, 0.1]

@Suite struct `Bag tower gradients` {
  let bag: SparseRows = {
    var bag = SparseRows()
    for (indices, values) in [
      ([0, 3, 5], [0.9, -0.4, 0.7]), ([1, 3], [0.8, 0.6]), ([2, 4, 0], [1.1, 0.3, -0.2]),
    ] as [([Int32], [Float])] {
      for (index, value) in zip(indices, values) { bag.append(index: index, value: value) }
      bag.endRow()
    }
    return bag
  }()
  let dropout: [Float] = [2, 0, 1, 1, 2, 0, 1, 1, 0, 1, 2, 1, 1, 1, 0]

  func tower() -> BagTower {
    var numbers = Numbers(state: 5)
    var tower = BagTower(
      vocabularyCount: 6, hiddenSize: 5, outputCount: 4, hasLinearPath: true, using: &numbers)
    // Large enough that ReLU is far from its corner.
    for i in tower.table.elements.indices { tower.table.elements[i] *= 20 }
    tower.hiddenBias = [0.3, -0.2, 0.4, 0.1, 0.2]
    return tower
  }

  func loss(_ tower: BagTower) -> Double {
    var activations = tower.forward(bag, dropout: dropout)
    return softmaxCrossEntropy(
      logits: &activations.logits, targets: targets, adjustment: adjustment)
  }

  @Test func `agree with finite differences for every parameter`() {
    let tower = tower()
    var activations = tower.forward(bag, dropout: dropout)
    _ = softmaxCrossEntropy(
      logits: &activations.logits, targets: targets, adjustment: adjustment)
    let gradients = tower.backward(activations, dropout: dropout)
    check(tower.outputBias, gradients.dOutputBias, "output bias") {
      var changed = tower
      changed.outputBias = $0
      return loss(changed)
    }
    check(tower.hiddenBias, gradients.dHiddenBias, "hidden bias") {
      var changed = tower
      changed.hiddenBias = $0
      return loss(changed)
    }
    check(tower.output.elements, gradients.dOutput.elements, "output") {
      var changed = tower
      changed.output.elements = $0
      return loss(changed)
    }
    check(tower.table.elements, rowGradient(gradients.dBag, rows: 6), "table") {
      var changed = tower
      changed.table.elements = $0
      return loss(changed)
    }
    check(tower.linear.elements, rowGradient(gradients.dLogits, rows: 6), "linear") {
      var changed = tower
      changed.linear.elements = $0
      return loss(changed)
    }
  }

  /// The gradient of a table from the gradient of its bags.
  func rowGradient(_ dBag: Matrix, rows: Int) -> [Float] {
    var gradient = [Float](repeating: 0, count: rows * dBag.columns)
    for i in 0..<bag.count {
      for k in bag.range(i) {
        for j in 0..<dBag.columns {
          gradient[Int(bag.indices[k]) * dBag.columns + j] += bag.values[k] * dBag[i, j]
        }
      }
    }
    return gradient
  }
}

@Suite struct `Convolution tower gradients` {
  let batch: ConvolutionTower.TokenBatch = {
    var batch = ConvolutionTower.TokenBatch()
    for utterance in [[[0, 1], [2], [3, 4]], [[5]], [[1], [], [2, 5], [0]]] as [[[Int32]]] {
      for token in utterance {
        for row in token { batch.append(index: row, weight: 0.7) }
        batch.endToken()
      }
      batch.endUtterance()
    }
    return batch
  }()
  let dropout: [Float] = [1, 2, 1, 0, 1, 1, 2, 1, 1, 1, 1, 1]

  func tower() -> ConvolutionTower {
    var numbers = Numbers(state: 9)
    var tower = ConvolutionTower(
      rowCount: 6, dimension: 3, filterCount: 4, outputCount: 4, using: &numbers)
    for i in tower.table.elements.indices { tower.table.elements[i] *= 12 }
    tower.filterBias = [0.3, 0.5, 0.4, 0.2]
    return tower
  }

  func loss(_ tower: ConvolutionTower) -> Double {
    var activations = tower.forward(batch, dropout: dropout)
    return softmaxCrossEntropy(
      logits: &activations.logits, targets: targets, adjustment: adjustment)
  }

  @Test func `agree with finite differences for every parameter`() {
    let tower = tower()
    var activations = tower.forward(batch, dropout: dropout)
    _ = softmaxCrossEntropy(
      logits: &activations.logits, targets: targets, adjustment: adjustment)
    let gradients = tower.backward(activations, dropout: dropout)
    check(tower.outputBias, gradients.dOutputBias, "output bias") {
      var changed = tower
      changed.outputBias = $0
      return loss(changed)
    }
    check(tower.filterBias, gradients.dFilterBias, "filter bias") {
      var changed = tower
      changed.filterBias = $0
      return loss(changed)
    }
    check(tower.output.elements, gradients.dOutput.elements, "output") {
      var changed = tower
      changed.output.elements = $0
      return loss(changed)
    }
    check(tower.filters.elements, gradients.dFilters.elements, "filters") {
      var changed = tower
      changed.filters.elements = $0
      return loss(changed)
    }
    var dTable = [Float](repeating: 0, count: 18)
    for row in 0..<batch.rows.count {
      for k in batch.rows.range(row) {
        for j in 0..<3 {
          dTable[Int(batch.rows.indices[k]) * 3 + j] +=
            batch.rows.values[k] * gradients.dX[row, j]
        }
      }
    }
    check(tower.table.elements, dTable, "table") {
      var changed = tower
      changed.table.elements = $0
      return loss(changed)
    }
  }
}

@Suite struct `Softmax cross-entropy` {
  /// Logits (0, ln 3): probabilities 1/4 and 3/4; label 0: loss ln 4, gradient (-3/4, 3/4).
  @Test func `is right for two logits worked by hand`() {
    var logits = Matrix(rows: 1, columns: 2, elements: [0, 1.098_612_3])
    let loss = softmaxCrossEntropy(logits: &logits, targets: [.output(0)], adjustment: [0, 0])
    #expect(abs(loss - 1.386_294_36) < 1e-6)
    #expect(abs(logits[0, 0] + 0.75) < 1e-6)
    #expect(abs(logits[0, 1] - 0.75) < 1e-6)
  }

  /// The mean over two utterances halves each one's gradient.
  @Test func `is the mean over the minibatch`() {
    var logits = Matrix(rows: 2, columns: 2)
    let loss = softmaxCrossEntropy(
      logits: &logits, targets: [.output(0), .output(1)], adjustment: [0, 0])
    #expect(abs(loss - 0.693_147_18) < 1e-6)
    #expect(abs(logits[0, 0] + 0.25) < 1e-6)
    #expect(abs(logits[1, 0] - 0.25) < 1e-6)
  }

  /// A bag tower with one feature, one hidden unit, worked by hand: table 2, bias 1, x = 0.5:
  /// h = ReLU(0.5 · 2 + 1) = 2; output (1, -1): logits (2, -2).
  @Test func `follows a forward and backward step worked by hand`() {
    let tower = BagTower(
      table: Matrix(rows: 1, columns: 1, elements: [2]), hiddenBias: [1],
      output: Matrix(rows: 2, columns: 1, elements: [1, -1]),
      linear: Matrix(rows: 0, columns: 2), outputBias: [0, 0])
    var bag = SparseRows()
    bag.append(index: 0, value: 0.5)
    bag.endRow()
    var activations = tower.forward(bag)
    #expect(activations.logits.elements == [2, -2])
    _ = softmaxCrossEntropy(
      logits: &activations.logits, targets: [.output(1)], adjustment: [0, 0])
    let gradients = tower.backward(activations)
    // p = σ(4) = 0.982014; dLogits = (p, -p); dOutput = 2 · dLogits; dHidden = p · 1 + (-p) · (-1) = 2p.
    let p: Float = 0.982_013_8
    #expect(abs(gradients.dOutput[0, 0] - 2 * p) < 1e-5)
    #expect(abs(gradients.dOutput[1, 0] + 2 * p) < 1e-5)
    #expect(abs(gradients.dBag[0, 0] - 2 * p) < 1e-5)
    #expect(abs(gradients.dHiddenBias[0] - 2 * p) < 1e-5)
  }
}

@Suite struct `Rectified linear units` {
  @Test func `lose what is below zero`() {
    var x: [Float] = [-1, 0, 2]
    rectify(&x)
    #expect(x == [0, 0, 2])
  }
}
