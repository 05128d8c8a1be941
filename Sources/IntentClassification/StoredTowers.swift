public import Kernels
public import NeuralNetwork

/// A bag tower as it stands in a model file: large tables as int8, the rest as float32.
public struct StoredBagTower: Sendable {
  /// `[vocabulary, hidden]`
  public let table: QuantizedTable
  /// `[hidden]`
  public let hiddenBias: [Float]
  /// `[hidden, outputs]`: one run of logits a hidden unit.
  public let output: QuantizedTable
  /// `[vocabulary, outputs]`, or `[0, outputs]` without a linear path.
  public let linear: QuantizedTable
  /// `[outputs]`
  public let outputBias: [Float]

  public var hiddenSize: Int { hiddenBias.count }
  public var hasLinearPath: Bool { linear.rows > 0 }

  /// Rounds the tables of a trained tower.
  public init(_ tower: BagTower) {
    self.init(
      table: QuantizedTable(quantizing: tower.table), hiddenBias: tower.hiddenBias,
      output: QuantizedTable(quantizing: tower.output.transposed),
      linear: QuantizedTable(quantizing: tower.linear),
      outputBias: tower.outputBias)
  }

  init(
    table: QuantizedTable, hiddenBias: [Float], output: QuantizedTable, linear: QuantizedTable,
    outputBias: [Float]
  ) {
    self.table = table
    self.hiddenBias = hiddenBias
    self.output = output
    self.linear = linear
    self.outputBias = outputBias
  }
}

/// A convolution tower as it stands in a model file.
public struct StoredConvolutionTower: Sendable {
  /// `[token rows, dimension]`
  public let table: QuantizedTable
  /// `[filters, width · dimension]`
  public let filters: Matrix
  /// `[filters]`
  public let filterBias: [Float]
  /// `[filters, outputs]`: one run of logits a filter.
  public let output: QuantizedTable
  /// `[outputs]`
  public let outputBias: [Float]

  public var filterCount: Int { filterBias.count }
  public var dimension: Int { table.columns }

  /// Rounds the table of a trained tower.
  public init(_ tower: ConvolutionTower) {
    self.init(
      table: QuantizedTable(quantizing: tower.table), filters: tower.filters,
      filterBias: tower.filterBias, output: QuantizedTable(quantizing: tower.output.transposed),
      outputBias: tower.outputBias)
  }

  init(
    table: QuantizedTable, filters: Matrix, filterBias: [Float], output: QuantizedTable,
    outputBias: [Float]
  ) {
    self.table = table
    self.filters = filters
    self.filterBias = filterBias
    self.output = output
    self.outputBias = outputBias
  }
}

extension Matrix {
  /// Rows and columns exchanged.
  var transposed: Matrix {
    var result = Matrix(rows: columns, columns: rows)
    for row in 0..<rows {
      for column in 0..<columns { result[column, row] = self[row, column] }
    }
    return result
  }
}
