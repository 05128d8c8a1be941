public import Kernels

/// A small convolution over word vectors with max-pooling (Kim 2014, arXiv:1408.5882). A word vector
/// is the weighted sum of the rows of the word's n-grams, so that an unknown word still has one:
///
///     x[t, :] = Σ weight · table[n-gram, :]                                  [tokens, dimension]
///     pooled[i, f] = max(0, bias[f] + max_r filters[f] · (x[r], x[r+1], x[r+2]))    [batch, filters]
///     logits = pooled · outputᵀ + outputBias                                 [batch, outputs]
public struct ConvolutionTower: Sendable, Equatable {
  /// Tokens a window spans.
  public static let width = 3

  /// `[rows, dimension]`
  public var table: Matrix
  /// `[filters, width · dimension]`
  public var filters: Matrix
  /// `[filters]`
  public var filterBias: [Float]
  /// `[outputs, filters]`
  public var output: Matrix
  /// `[outputs]`
  public var outputBias: [Float]

  public var dimension: Int { table.columns }
  public var filterCount: Int { filters.rows }
  public var outputCount: Int { outputBias.count }

  public init(
    table: Matrix, filters: Matrix, filterBias: [Float], output: Matrix, outputBias: [Float]
  ) {
    precondition(
      filters.columns == Self.width * table.columns && filterBias.count == filters.rows
        && output.columns == filters.rows && output.rows == outputBias.count,
      "table [\(table.rows), \(table.columns)], filters [\(filters.rows), \(filters.columns)], "
        + "output [\(output.rows), \(output.columns)], \(outputBias.count) outputs")
    self.table = table
    self.filters = filters
    self.filterBias = filterBias
    self.output = output
    self.outputBias = outputBias
  }

  /// A tower with random table (normal, deviation 0.1), filters and output (uniform, ±1/√inputs).
  public init(
    rowCount: Int, dimension: Int, filterCount: Int, outputCount: Int,
    using generator: inout some RandomNumberGenerator
  ) {
    self.init(
      table: .normal(rows: rowCount, columns: dimension, deviation: 0.1, using: &generator),
      filters: .uniform(
        rows: filterCount, columns: Self.width * dimension,
        bound: 1 / Float(Self.width * dimension).squareRoot(), using: &generator),
      filterBias: [Float](repeating: 0, count: filterCount),
      output: .uniform(
        rows: outputCount, columns: filterCount,
        bound: 1 / Float(max(filterCount, 1)).squareRoot(), using: &generator),
      outputBias: [Float](repeating: 0, count: outputCount))
  }

  /// The tokens of a minibatch: one sparse row a token, `width - 1` empty rows before the first
  /// utterance, between two and after the last.
  public struct TokenBatch: Sendable {
    public private(set) var rows = SparseRows()
    /// First window of each utterance, and the number of windows at the end.
    public private(set) var starts: [Int32] = [0]

    public init() {
      for _ in 1..<ConvolutionTower.width { rows.endRow() }
    }

    /// Adds one n-gram of the token that is being written.
    public mutating func append(index: Int32, weight: Float) {
      rows.append(index: index, value: weight)
    }

    /// Closes the token that is being written.
    public mutating func endToken() { rows.endRow() }

    /// Closes the utterance that is being written.
    public mutating func endUtterance() {
      for _ in 1..<ConvolutionTower.width { rows.endRow() }
      starts.append(Int32(rows.count - ConvolutionTower.width + 1))
    }

    public var count: Int { starts.count - 1 }
  }

  /// What the backward pass needs of the forward pass.
  public struct Activations: Sendable {
    /// `[tokens and padding, dimension]`
    var x: Matrix
    var winners: [Int32]
    /// After dropout, `[batch, filters]`.
    var dropped: Matrix
    /// `[batch, outputs]`; the loss puts its gradient here.
    public var logits: Matrix
  }

  public struct Gradients: Sendable {
    /// Of the token vectors, `[tokens and padding, dimension]`.
    public var dX: Matrix
    public var dFilters: Matrix
    public var dFilterBias: [Float]
    public var dOutput: Matrix
    public var dOutputBias: [Float]
  }

  /// Logits of a minibatch. `dropout` holds the factor of each pooled number, `[batch · filters]`.
  public func forward(_ batch: TokenBatch, dropout: [Float]? = nil) -> Activations {
    var x = Matrix(rows: batch.rows.count, columns: dimension)
    embeddingBag(table, batch.rows, into: &x)
    var products = Matrix(rows: x.rows - Self.width + 1, columns: filterCount)
    windowProducts(x, filters, width: Self.width, into: &products)
    var pooled = Matrix(rows: batch.count, columns: filterCount)
    var winners = [Int32](repeating: -1, count: pooled.elements.count)
    maxPool(products, starts: batch.starts, bias: filterBias, into: &pooled, winners: &winners)
    if let dropout { multiply(&pooled.elements, by: dropout) }
    var logits = Matrix(rows: batch.count, columns: outputCount)
    matrixMultiply(pooled, .asIs, output, .transposed, into: &logits)
    addBias(outputBias, toRowsOf: &logits.elements)
    return Activations(x: x, winners: winners, dropped: pooled, logits: logits)
  }

  /// Gradients of the loss; `activations.logits` holds the loss's gradient by the logits.
  public func backward(_ activations: Activations, dropout: [Float]? = nil) -> Gradients {
    let dLogits = activations.logits
    var dOutput = Matrix(rows: outputCount, columns: filterCount)
    matrixMultiply(dLogits, .transposed, activations.dropped, .asIs, into: &dOutput)
    var dPooled = Matrix(rows: dLogits.rows, columns: filterCount)
    matrixMultiply(dLogits, .asIs, output, .asIs, into: &dPooled)
    if let dropout { multiply(&dPooled.elements, by: dropout) }
    var dX = Matrix(rows: activations.x.rows, columns: dimension)
    var dFilters = Matrix(rows: filterCount, columns: filters.columns)
    var dFilterBias = [Float](repeating: 0, count: filterCount)
    windowConvolutionBackward(
      x: activations.x, weights: filters, width: Self.width, dPooled: dPooled,
      winners: activations.winners, dX: &dX, dWeights: &dFilters, dBias: &dFilterBias)
    return Gradients(
      dX: dX, dFilters: dFilters, dFilterBias: dFilterBias, dOutput: dOutput,
      dOutputBias: sumOfRows(dLogits.elements, columns: outputCount))
  }
}
