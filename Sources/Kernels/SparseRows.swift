/// Rows of sparse numbers, end to end (compressed sparse row format): row `i` holds the pairs
/// `indices[k]`, `values[k]` for `k` in `offsets[i]..<offsets[i + 1]`.
public struct SparseRows: Sendable, Equatable {
  /// `count + 1` positions, rising from 0.
  public private(set) var offsets: [Int32]
  public private(set) var indices: [Int32]
  public private(set) var values: [Float]

  public init() {
    offsets = [0]
    indices = []
    values = []
  }

  /// Number of rows.
  public var count: Int { offsets.count - 1 }

  /// Removes all rows and keeps the memory.
  public mutating func removeAll() {
    offsets.removeAll(keepingCapacity: true)
    offsets.append(0)
    indices.removeAll(keepingCapacity: true)
    values.removeAll(keepingCapacity: true)
  }

  /// Adds a pair to the row that is being written; `endRow()` closes it.
  @inlinable
  public mutating func append(index: Int32, value: Float) {
    appendPair(index, value)
  }

  @usableFromInline
  @inline(__always)
  mutating func appendPair(_ index: Int32, _ value: Float) {
    indices.append(index)
    values.append(value)
  }

  /// Closes the row that is being written.
  public mutating func endRow() {
    offsets.append(Int32(indices.count))
  }

  /// Multiplies the values of the row that is being written by `factor`.
  public mutating func scaleOpenRow(by factor: Float) {
    let start = Int(offsets[offsets.count - 1])
    for k in start..<values.count { values[k] *= factor }
  }

  /// The positions of row `row` in `indices` and `values`.
  @inline(__always)
  public func range(_ row: Int) -> Range<Int> {
    Int(offsets[row])..<Int(offsets[row + 1])
  }

  /// The largest index, or -1 without any.
  var largestIndex: Int32 {
    var largest: Int32 = -1
    for index in indices { largest = max(largest, index) }
    return largest
  }

  /// Whether an index is below 0.
  var hasNegativeIndex: Bool {
    var smallest: Int32 = 0
    for index in indices { smallest = min(smallest, index) }
    return smallest < 0
  }

  func checkIndices(below limit: Int) {
    precondition(
      Int(largestIndex) < limit && !hasNegativeIndex,
      "sparse indices must lie in 0..<\(limit), found up to \(largestIndex)")
  }
}
