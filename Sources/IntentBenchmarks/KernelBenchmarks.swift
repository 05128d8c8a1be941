import Datasets
import Foundation
import Kernels

extension MicroBenchmark {
  /// The kernels beside their naive twins, in the shapes of a model with 150 intents and 128 hidden units.
  public static func kernels() -> [MicroBenchmark] {
    useSingleThreadedBLAS()
    var generator = SeededGenerator(seed: 3)
    let hidden = randomMatrix(64, 128, &generator)
    let output = randomMatrix(150, 128, &generator)
    let tokens = randomMatrix(500, 64, &generator)
    let filters = randomMatrix(128, 192, &generator)
    let table = randomMatrix(30_000, 128, &generator)
    let bags = randomBags(64, of: 124, rows: 30_000, &generator)
    let logits = randomMatrix(1, 150, &generator).elements
    return [
      products(hidden, output), windows(tokens, filters), bag(table, bags),
      quantizedBag(table, bags), dense(hidden, &generator), softmaxes(logits),
    ]
  }

  private static func products(_ a: Matrix, _ b: Matrix) -> MicroBenchmark {
    var result = Matrix(rows: a.rows, columns: b.rows)
    return measured("matrix product [64, 128] · [128, 150]") {
      matrixMultiply(a, .asIs, b, .transposed, into: &result)
    } naive: {
      keep(naiveMatrixMultiply(a, .asIs, b, .transposed))
    }
  }

  private static func windows(_ tokens: Matrix, _ filters: Matrix) -> MicroBenchmark {
    var result = Matrix(rows: tokens.rows - 2, columns: filters.rows)
    return measured("window products, 500 tokens of 64, 128 filters of width 3") {
      windowProducts(tokens, filters, width: 3, into: &result)
    } naive: {
      keep(naiveWindowProducts(tokens, filters, width: 3))
    }
  }

  private static func bag(_ table: Matrix, _ bags: SparseRows) -> MicroBenchmark {
    var result = Matrix(rows: bags.count, columns: table.columns)
    return measured("embedding bag, 64 utterances of 124 n-grams, width 128") {
      embeddingBag(table, bags, into: &result)
    } naive: {
      keep(naiveEmbeddingBag(table, bags))
    }
  }

  private static func quantizedBag(_ table: Matrix, _ bags: SparseRows) -> MicroBenchmark {
    let quantized = QuantizedTable(quantizing: table)
    let range = bags.range(0)
    var one = SparseRows()
    for k in range { one.append(index: bags.indices[k], value: bags.values[k]) }
    one.endRow()
    var result = [Float](repeating: 0, count: table.columns)
    return measured("quantized bag, one utterance of 124 n-grams, width 128") {
      quantized.addBag(bags.indices[range], bags.values[range], to: &result)
    } naive: {
      keep(naiveEmbeddingBag(table, one))
    }
  }

  private static func dense(
    _ hidden: Matrix, _ generator: inout SeededGenerator
  ) -> MicroBenchmark {
    let weights = randomMatrix(128, 150, &generator)
    let x = hidden.row(0).map { max($0, 0) }
    var result = [Float](repeating: 0, count: 150)
    var naiveResult = result
    return measured("output layer for one utterance, [128] · [128, 150] after ReLU") {
      addDense(x[...], weights, to: &result)
    } naive: {
      naiveAddDense(x, weights, to: &naiveResult)
    }
  }

  private static func softmaxes(_ logits: [Float]) -> MicroBenchmark {
    measured("softmax of 150 logits") {
      var copy = logits
      softmax(&copy)
      keep(copy)
    } naive: {
      let largest = logits.max() ?? 0
      let powers = logits.map { exp(Double($0 - largest)) }
      let total = powers.reduce(0, +)
      keep(powers.map { Float($0 / total) })
    }
  }

  /// Numbers in -0.5..<0.5.
  static func randomMatrix(
    _ rows: Int, _ columns: Int, _ generator: inout SeededGenerator
  ) -> Matrix {
    Matrix(
      rows: rows, columns: columns,
      elements: (0..<rows * columns).map { _ in generator.unit() - 0.5 })
  }

  private static func randomBags(
    _ count: Int, of length: Int, rows: Int, _ generator: inout SeededGenerator
  ) -> SparseRows {
    var bags = SparseRows()
    for _ in 0..<count {
      for _ in 0..<length {
        bags.append(
          index: Int32(generator.next() % UInt64(rows)), value: generator.unit() / Float(length))
      }
      bags.endRow()
    }
    return bags
  }
}
