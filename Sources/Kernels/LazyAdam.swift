/// Adam for a table of which a step touches few rows: only the rows of the minibatch change, their
/// means stand still in between ("lazy" Adam), and the bias correction counts all steps.
public struct LazyAdam: Sendable {
  public let settings: AdamSettings
  private let rows: Int
  private let width: Int
  private var mean: [Float]
  private var meanSquare: [Float]
  private var step = 0
  /// For each table row its place in `touched` during a step, else -1.
  private var slotOfRow: [Int32]
  private var touched: [Int32] = []
  /// The summed gradient of each touched row, `[touched, width]`.
  private var gradient: [Float] = []

  /// For a table of shape `[rows, width]`.
  public init(rows: Int, width: Int, settings: AdamSettings = AdamSettings()) {
    self.settings = settings
    self.rows = rows
    self.width = width
    mean = [Float](repeating: 0, count: rows * width)
    meanSquare = [Float](repeating: 0, count: rows * width)
    slotOfRow = [Int32](repeating: -1, count: rows)
  }

  /// One step of `table` for the bag `output = embeddingBag(table, bag)` with gradient `dOutput`.
  ///
  /// Shapes: `table` is `[rows, width]`, `dOutput` is `[bag.count, width]`. Rows are summed and
  /// updated in the order of their first occurrence, which does not depend on threads.
  public mutating func update(
    _ table: inout Matrix, bag: SparseRows, dOutput: Matrix, learningRate: Float
  ) {
    precondition(
      table.rows == rows && table.columns == width && dOutput.rows == bag.count
        && dOutput.columns == width,
      "table [\(table.rows), \(table.columns)] of [\(rows), \(width)], "
        + "gradient [\(dOutput.rows), \(dOutput.columns)] of [\(bag.count), \(width)]")
    bag.checkIndices(below: rows)
    step += 1
    gatherGradient(bag, dOutput)
    let step = AdamStep(settings: settings, step: step, learningRate: learningRate)
    unsafe table.elements.withUnsafeMutableBufferPointer { w in
      unsafe gradient.withUnsafeBufferPointer { g in
        unsafe mean.withUnsafeMutableBufferPointer { m in
          unsafe meanSquare.withUnsafeMutableBufferPointer { v in
            guard let w = w.baseAddress, let g = g.baseAddress,
              let m = m.baseAddress, let v = v.baseAddress
            else { return }
            for (slot, row) in touched.enumerated() {
              let start = Int(row) &* width
              // SAFETY: rows were checked; `gradient` holds `touched.count` rows.
              unsafe step.apply(w + start, g + slot &* width, m + start, v + start, width)
            }
          }
        }
      }
    }
    for row in touched { slotOfRow[Int(row)] = -1 }
  }

  /// Sums `value · dOutput[i]` into one gradient row per touched table row.
  private mutating func gatherGradient(_ bag: SparseRows, _ dOutput: Matrix) {
    touched.removeAll(keepingCapacity: true)
    for row in bag.indices where slotOfRow[Int(row)] < 0 {
      slotOfRow[Int(row)] = Int32(touched.count)
      touched.append(row)
    }
    let needed = touched.count * width
    if gradient.count < needed {
      gradient = [Float](repeating: 0, count: needed + needed / 2)
    }
    let width = width
    unsafe gradient.withUnsafeMutableBufferPointer { gradient in
      unsafe dOutput.elements.withUnsafeBufferPointer { dOutput in
        guard let g = gradient.baseAddress, let d = dOutput.baseAddress else { return }
        for j in 0..<needed { unsafe g[j] = 0 }
        for i in 0..<bag.count {
          // SAFETY: `i` is a row of `dOutput`, every slot a row of `gradient`.
          let source = unsafe d + i &* width
          for k in bag.range(i) {
            let target = unsafe g + Int(slotOfRow[Int(bag.indices[k])]) &* width
            let value = bag.values[k]
            for j in 0..<width { unsafe target[j] += value * source[j] }
          }
        }
      }
    }
  }
}
