import Kernels
import Testing

/// Float32 sums of a few hundred products of numbers near 1: ten times the rounding of one.
private let tolerance: Float = 2e-4

/// Numbers in -1...1 that look random and do not change.
private func numbers(_ count: Int, seed: UInt64) -> [Float] {
  var state = seed
  return (0..<count).map { _ in
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Float(Int32(truncatingIfNeeded: state >> 33)) / Float(Int32.max)
  }
}

private func matrix(_ rows: Int, _ columns: Int, seed: UInt64) -> Matrix {
  Matrix(rows: rows, columns: columns, elements: numbers(rows * columns, seed: seed))
}

private func bag(_ rows: Int, vocabulary: Int, seed: UInt64) -> SparseRows {
  var bag = SparseRows()
  let values = numbers(rows * 9, seed: seed)
  for row in 0..<rows {
    for k in 0..<(row * 5) % 9 {
      let value = values[row * 9 + k]
      bag.append(index: Int32((row * 31 + k * 17) % vocabulary), value: value)
    }
    bag.endRow()
  }
  return bag
}

private func largestDifference(_ a: [Float], _ b: [Float]) -> Float {
  #expect(a.count == b.count)
  return zip(a, b).reduce(0) { max($0, abs($1.0 - $1.1)) }
}

@Suite struct `Matrix product` {
  @Test(arguments: [(1, 1, 1), (7, 3, 5), (64, 128, 150), (0, 4, 3), (3, 0, 2), (2, 97, 1)])
  func `agrees with the naive twin in all orientations`(m: Int, k: Int, n: Int) {
    for (aOrientation, bOrientation) in [
      (Orientation.asIs, Orientation.asIs), (.asIs, .transposed), (.transposed, .asIs),
    ] {
      let a = aOrientation == .asIs ? matrix(m, k, seed: 1) : matrix(k, m, seed: 1)
      let b = bOrientation == .asIs ? matrix(k, n, seed: 2) : matrix(n, k, seed: 2)
      var product = matrix(m, n, seed: 3)
      matrixMultiply(a, aOrientation, b, bOrientation, into: &product)
      let expected = naiveMatrixMultiply(a, aOrientation, b, bOrientation)
      #expect(largestDifference(product.elements, expected.elements) < tolerance)
    }
  }

  @Test func `adds to what is there`() {
    var product = Matrix(rows: 1, columns: 1, elements: [5])
    matrixMultiply(
      Matrix(rows: 1, columns: 2, elements: [1, 2]), .asIs,
      Matrix(rows: 2, columns: 1, elements: [3, 4]), .asIs, into: &product, scale: 2, keep: 3)
    #expect(product.elements == [37])  // 2 · (1·3 + 2·4) + 3 · 5
  }
}

@Suite struct `Embedding bag` {
  @Test(arguments: [1, 5, 64, 128, 131])
  func `agrees with the naive twin`(width: Int) {
    let table = matrix(40, width, seed: 4)
    let rows = bag(13, vocabulary: 40, seed: 5)
    var output = Matrix(rows: 13, columns: width)
    embeddingBag(table, rows, into: &output)
    #expect(
      largestDifference(output.elements, naiveEmbeddingBag(table, rows).elements) < tolerance)
  }

  @Test func `gives zeros for an empty row`() {
    var rows = SparseRows()
    rows.endRow()
    var output = Matrix(rows: 1, columns: 3, repeating: 7)
    embeddingBag(matrix(4, 3, seed: 1), rows, into: &output)
    #expect(output.elements == [0, 0, 0])
  }
}

@Suite struct `Int8 table` {
  @Test func `is within half a step of the float table`() {
    let table = matrix(9, 70, seed: 6)
    let quantized = QuantizedTable(quantizing: table)
    let restored = quantized.dequantized()
    for row in 0..<9 {
      let difference = largestDifference(Array(table.row(row)), Array(restored.row(row)))
      #expect(difference <= quantized.scales[row] * 0.5001)
    }
  }

  @Test(arguments: [3, 16, 64, 80, 130])
  func `sums rows as the restored table does`(width: Int) {
    let quantized = QuantizedTable(quantizing: matrix(20, width, seed: 7))
    let rows = bag(6, vocabulary: 20, seed: 8)
    let expected = naiveEmbeddingBag(quantized.dequantized(), rows)
    for row in 0..<rows.count {
      var output = [Float](repeating: 0, count: width + 2)
      let range = rows.range(row)
      quantized.addBag(rows.indices[range], rows.values[range], to: &output, at: 2)
      #expect(largestDifference(Array(output[2...]), Array(expected.row(row))) < tolerance)
      #expect(output[0] == 0 && output[1] == 0)
    }
  }

  @Test func `keeps a row of zeros`() {
    let quantized = QuantizedTable(quantizing: Matrix(rows: 1, columns: 2))
    #expect(quantized.dequantized().elements == [0, 0])
  }
}

@Suite struct `Descending order` {
  @Test(arguments: [0, 1, 2, 150, 1000])
  func `keeps the order of equal values`(count: Int) {
    // Few different values, so that many are equal.
    let values = numbers(count, seed: 30).map { min(1, (abs($0) * 8).rounded() / 8) }
    let (order, sorted) = descendingOrder(values)
    let expected = values.indices.sorted {
      values[$0] != values[$1] ? values[$0] > values[$1] : $0 < $1
    }
    #expect(order.map(Int.init) == expected)
    #expect(sorted == expected.map { values[$0] })
  }
}

@Suite struct `Blocks of tokens` {
  /// Three blocks of 120 numbers and a block of zeros; two other blocks.
  private static let runs = TokenRuns(
    places: [120, ~0, 0, ~120, 240],
    common: numbers(360, seed: 20) + [Float](repeating: 0, count: 120),
    others: numbers(240, seed: 21), zero: 360)

  @Test(arguments: [1, 5, 32, 40, 117])
  func `are added as by the naive twin`(count: Int) {
    var fast = numbers(count, seed: 22)
    var naive = fast
    addRuns(Self.runs, from: 3, to: &fast)
    naiveAddRuns(Self.runs, from: 3, to: &naive)
    #expect(largestDifference(fast, naive) < tolerance)
  }

  @Test(arguments: [1, 7, 16, 32, 39])
  func `are pooled as by the naive twin`(filters: Int) {
    var fast = numbers(filters, seed: 23)
    var naive = fast
    maximizeWindows(&fast, Self.runs, from: 3)
    naiveMaximizeWindows(&naive, Self.runs, from: 3)
    #expect(fast == naive)
  }

  /// Windows of one filter each over the tokens 1, 10, 100 (thirds of the filter: ×1, ×2, ×3).
  @Test func `are pooled over windows of three`() {
    let blocks: [Float] = [1, 2, 3, 10, 20, 30, 100, 200, 300, 0, 0, 0]
    let runs = TokenRuns(places: [0, 3, 6], common: blocks, others: [], zero: 9)
    // 3 · 1, 2 · 1 + 3 · 10, 1 + 20 + 300, 10 + 200, 100: the largest is 321.
    var target: [Float] = [-.infinity]
    maximizeWindows(&target, runs, from: 0)
    #expect(target == [321])
    var high: [Float] = [1000]
    maximizeWindows(&high, runs, from: 0)
    #expect(high == [1000])
  }

  @Test func `are scaled by halves`() {
    var target: [Float] = [1, 1]
    addScaled([1, 2, 10, 20], by: 2, 3, to: &target)
    #expect(target == [33, 65])
  }

  @Test func `of several towers give their mean`() {
    var target: [Float] = [0, 0]
    addMean(of: [1, 2, 3, 6], to: &target)
    #expect(target == [2, 4])
  }
}

@Suite struct `Sums and maxima` {
  @Test(arguments: [0, 1, 7, 8, 9, 150])
  func `are those of the standard library`(count: Int) {
    let x = numbers(count + 2, seed: 31)
    let y = numbers(count + 2, seed: 32)
    #expect(largest(of: x, in: 1..<1 + count) == x[1..<1 + count].max() ?? -.infinity)
    let products = zip(x, y).map { Double($0) * Double($1) }
    #expect(abs(Double(dotProduct(x, y)) - products.reduce(0, +)) < 1e-4)
  }
}

@Suite struct `Dense layer for one utterance` {
  @Test(arguments: [1, 15, 16, 64, 77, 150])
  func `agrees with the naive twin`(columns: Int) {
    let x = numbers(33, seed: 9).map { max(0, $0) }
    let weights = matrix(33, columns, seed: 10)
    var fast = numbers(columns, seed: 11)
    var naive = fast
    addDense(x[...], weights, to: &fast)
    naiveAddDense(x, weights, to: &naive)
    #expect(largestDifference(fast, naive) < tolerance)
  }
}

@Suite struct `Window convolution` {
  @Test func `agrees with the naive twin`() {
    let x = matrix(19, 6, seed: 12)
    let weights = matrix(5, 18, seed: 13)
    var products = Matrix(rows: 17, columns: 5)
    windowProducts(x, weights, width: 3, into: &products)
    let expected = naiveWindowProducts(x, weights, width: 3)
    #expect(largestDifference(products.elements, expected.elements) < tolerance)
  }

  @Test func `pools the largest window above zero`() {
    let products = Matrix(rows: 3, columns: 2, elements: [1, -5, 3, -4, 2, -9])
    var pooled = Matrix(rows: 2, columns: 2)
    var winners = [Int32](repeating: 0, count: 4)
    maxPool(products, starts: [0, 2, 3], bias: [0.5, 1], into: &pooled, winners: &winners)
    #expect(pooled.elements == [3.5, 0, 2.5, 0])
    #expect(winners == [1, -1, 2, -1])
  }
}

@Suite struct Softmax {
  @Test func `sums to one and keeps the order, also for huge logits`() {
    for scale: Float in [1, 30, 1000] {
      var z = numbers(150, seed: 14).map { $0 * scale }
      let largest = z.indices.max { z[$0] < z[$1] }
      softmax(&z)
      #expect(abs(z.reduce(0, +) - 1) < 1e-5)
      #expect(z.indices.max { z[$0] < z[$1] } == largest)
      #expect(z.allSatisfy { $0 >= 0 && $0 <= 1 })
    }
  }

  @Test func `halves the logits at temperature two`() {
    var warm: [Float] = [0, 2]
    softmax(&warm, temperature: 2)
    // 1 / (1 + e) and e / (1 + e)
    #expect(abs(warm[0] - 0.268_941_4) < 1e-6)
    #expect(abs(warm[1] - 0.731_058_6) < 1e-6)
  }

  @Test func `of one logit is one`() {
    var z: [Float] = [-40]
    softmax(&z)
    #expect(z == [1])
  }
}

@Suite struct Optimiser {
  /// Step 1 of Adam: the corrected means are g and g², so a weight moves by rate · g / (|g| + ε).
  @Test func `moves by the learning rate at the first step`() {
    var adam = Adam(count: 2, settings: AdamSettings())
    var weights: [Float] = [1, -1]
    adam.update(&weights, gradient: [0.5, -0.25], learningRate: 0.1)
    #expect(abs(weights[0] - 0.9) < 1e-6)
    #expect(abs(weights[1] + 0.9) < 1e-6)
  }

  /// Step 2 with gradient 0: m = 0.09 · g / (1 - 0.81), v = 0.000999 · g² / (1 - 0.998001), so the weight
  /// moves by rate · 0.473684 g / (0.706930 g) = 0.0670058 for rate 0.1.
  @Test func `keeps moving by its mean at the second step`() {
    var adam = Adam(count: 1, settings: AdamSettings())
    var weights: [Float] = [1]
    adam.update(&weights, gradient: [0.5], learningRate: 0.1)
    adam.update(&weights, gradient: [0], learningRate: 0.1)
    #expect(abs(weights[0] - (0.9 - 0.067_005_8)) < 2e-6)
  }

  /// Decay takes rate · decay of the weight before the step.
  @Test func `decays weights apart from the gradient`() {
    var adam = Adam(count: 1, settings: AdamSettings(weightDecay: 0.5))
    var weights: [Float] = [2]
    adam.update(&weights, gradient: [0], learningRate: 0.1)
    #expect(abs(weights[0] - 1.9) < 1e-6)
  }

  @Test func `touches only the rows of the bag, and sums a repeated row`() {
    var table = Matrix(rows: 3, columns: 1, repeating: 1)
    var lazy = LazyAdam(rows: 3, width: 1)
    var rows = SparseRows()
    rows.append(index: 2, value: 1)
    rows.append(index: 2, value: 1)
    rows.append(index: 0, value: -1)
    rows.endRow()
    lazy.update(
      &table, bag: rows, dOutput: Matrix(rows: 1, columns: 1, elements: [3]), learningRate: 0.1)
    #expect(abs(table[0, 0] - 1.1) < 1e-6)
    #expect(table[1, 0] == 1)
    #expect(abs(table[2, 0] - 0.9) < 1e-6)
  }

  @Test func `lazy and dense agree where every row is touched each step`() {
    let width = 7
    var table = matrix(4, width, seed: 20)
    var dense = table.elements
    var lazy = LazyAdam(rows: 4, width: width)
    var adam = Adam(count: 4 * width, settings: AdamSettings())
    var rows = SparseRows()
    for row in 0..<4 {
      rows.append(index: Int32(row), value: 1)
      rows.endRow()
    }
    for step in 0..<5 {
      let gradient = matrix(4, width, seed: UInt64(30 + step))
      lazy.update(&table, bag: rows, dOutput: gradient, learningRate: 0.01)
      adam.update(&dense, gradient: gradient.elements, learningRate: 0.01)
    }
    #expect(largestDifference(table.elements, dense) < 1e-6)
  }
}
