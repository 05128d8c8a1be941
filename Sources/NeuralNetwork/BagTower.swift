public import Kernels

/// A bag-of-n-grams network with one hidden layer and, beside it, a linear path from the features
/// to the logits (either part may be absent):
///
///     hidden = ReLU(Σ x_j · table[j, :] + hiddenBias)            [batch, hidden]
///     logits = hidden · outputᵀ + Σ x_j · linear[j, :] + outputBias      [batch, outputs]
///
/// With `hidden == 0` it is multinomial logistic regression: the linear variant.
public struct BagTower: Sendable, Equatable {
  /// `[vocabulary, hidden]`
  public var table: Matrix
  /// `[hidden]`
  public var hiddenBias: [Float]
  /// `[outputs, hidden]`
  public var output: Matrix
  /// `[vocabulary, outputs]`, or `[0, outputs]` without the linear path.
  public var linear: Matrix
  /// `[outputs]`
  public var outputBias: [Float]

  public var hiddenSize: Int { table.columns }
  public var outputCount: Int { outputBias.count }
  public var hasLinearPath: Bool { linear.rows > 0 }

  public init(
    table: Matrix, hiddenBias: [Float], output: Matrix, linear: Matrix, outputBias: [Float]
  ) {
    precondition(
      hiddenBias.count == table.columns && output.columns == table.columns
        && output.rows == outputBias.count && linear.columns == outputBias.count
        && (linear.rows == 0 || linear.rows == table.rows),
      "table [\(table.rows), \(table.columns)], output [\(output.rows), \(output.columns)], "
        + "linear [\(linear.rows), \(linear.columns)], \(outputBias.count) outputs")
    self.table = table
    self.hiddenBias = hiddenBias
    self.output = output
    self.linear = linear
    self.outputBias = outputBias
  }

  /// A tower with random table (normal, deviation 0.03) and output (uniform, ±1/√hidden) and a
  /// linear path of zeros.
  public init(
    vocabularyCount: Int, hiddenSize: Int, outputCount: Int, hasLinearPath: Bool,
    using generator: inout some RandomNumberGenerator
  ) {
    self.init(
      table: .normal(
        rows: vocabularyCount, columns: hiddenSize, deviation: 0.03, using: &generator),
      hiddenBias: [Float](repeating: 0, count: hiddenSize),
      output: .uniform(
        rows: outputCount, columns: hiddenSize,
        bound: 1 / Float(max(hiddenSize, 1)).squareRoot(), using: &generator),
      linear: Matrix(rows: hasLinearPath ? vocabularyCount : 0, columns: outputCount),
      outputBias: [Float](repeating: 0, count: outputCount))
  }

  /// What the backward pass needs of the forward pass.
  public struct Activations: Sendable {
    /// After ReLU, before dropout, `[batch, hidden]`.
    var hidden: Matrix
    /// After dropout, `[batch, hidden]`.
    var dropped: Matrix
    /// `[batch, outputs]`; the loss puts its gradient here.
    public var logits: Matrix
  }

  /// Gradients of the dense parameters and of the two bags.
  public struct Gradients: Sendable {
    /// Of the sum of table rows, `[batch, hidden]`; with the minibatch's bag it is the table's gradient.
    public var dBag: Matrix
    /// Of the sum of linear rows, `[batch, outputs]`.
    public var dLogits: Matrix
    public var dHiddenBias: [Float]
    public var dOutput: Matrix
    public var dOutputBias: [Float]
  }

  /// Logits of a minibatch. `dropout` holds the factor of each hidden unit (0 or 1/keep),
  /// `[batch · hidden]`; nil leaves all units on.
  public func forward(_ bag: SparseRows, dropout: [Float]? = nil) -> Activations {
    var hidden = Matrix(rows: bag.count, columns: hiddenSize)
    var logits = Matrix(rows: bag.count, columns: outputCount)
    if hasLinearPath { embeddingBag(linear, bag, into: &logits) }
    embeddingBag(table, bag, into: &hidden)
    addBias(hiddenBias, toRowsOf: &hidden.elements)
    rectify(&hidden.elements)
    var dropped = hidden
    if let dropout { multiply(&dropped.elements, by: dropout) }
    matrixMultiply(dropped, .asIs, output, .transposed, into: &logits, keep: 1)
    addBias(outputBias, toRowsOf: &logits.elements)
    return Activations(hidden: hidden, dropped: dropped, logits: logits)
  }

  /// Gradients of the loss; `activations.logits` holds the loss's gradient by the logits.
  public func backward(_ activations: Activations, dropout: [Float]? = nil) -> Gradients {
    let dLogits = activations.logits
    var dOutput = Matrix(rows: outputCount, columns: hiddenSize)
    matrixMultiply(dLogits, .transposed, activations.dropped, .asIs, into: &dOutput)
    var dBag = Matrix(rows: dLogits.rows, columns: hiddenSize)
    matrixMultiply(dLogits, .asIs, output, .asIs, into: &dBag)
    if let dropout { multiply(&dBag.elements, by: dropout) }
    rectifyBackward(output: activations.hidden.elements, gradient: &dBag.elements)
    return Gradients(
      dBag: dBag, dLogits: dLogits,
      dHiddenBias: sumOfRows(dBag.elements, columns: hiddenSize),
      dOutput: dOutput,
      dOutputBias: sumOfRows(dLogits.elements, columns: outputCount))
  }
}
