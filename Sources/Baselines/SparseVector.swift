/// The features of one utterance that are not 0, each once, in the order of their numbers.
public struct SparseVector: Sendable, Equatable {
  public private(set) var indices: [Int32] = []
  /// `values[k]` belongs to `indices[k]`.
  public private(set) var values: [Float] = []

  /// The values of an index that stands several times add up, as they do in the network.
  ///
  /// - Precondition: one value an index.
  public init(summing indices: [Int32], _ values: [Float]) {
    precondition(
      indices.count == values.count, "\(indices.count) indices, \(values.count) values")
    self.indices.reserveCapacity(indices.count)
    self.values.reserveCapacity(indices.count)
    for (index, value) in zip(indices, values).sorted(by: { $0.0 < $1.0 }) {
      if self.indices.last == index {
        self.values[self.values.count - 1] += value
      } else {
        self.indices.append(index)
        self.values.append(value)
      }
    }
  }

  /// The vector divided by its length, so that products are cosines; itself where the length is 0.
  public var normalized: SparseVector {
    let length = values.reduce(0) { $0 + $1 * $1 }.squareRoot()
    guard length > 0 else { return self }
    var vector = self
    for k in values.indices { vector.values[k] /= length }
    return vector
  }
}
