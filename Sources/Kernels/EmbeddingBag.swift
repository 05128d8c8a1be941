/// Weighted sums of table rows: `output[i, :] = Σ value · table[index, :]` over the pairs of row `i`.
///
/// Shapes: `table` is `[vocabulary, width]`, `output` is `[rows.count, width]`.
public func embeddingBag(_ table: Matrix, _ rows: SparseRows, into output: inout Matrix) {
  precondition(
    output.rows == rows.count && output.columns == table.columns,
    "[\(rows.count), \(table.columns)] into [\(output.rows), \(output.columns)]")
  rows.checkIndices(below: table.rows)
  let width = table.columns
  unsafe table.elements.withUnsafeBufferPointer { table in
    unsafe output.elements.withUnsafeMutableBufferPointer { output in
      for i in 0..<rows.count {
        // SAFETY: indices were checked against the table, `i` against the output.
        unsafe addBag(
          table.baseAddress, width, rows, i, to: output.baseAddress.map { unsafe $0 + i * width })
      }
    }
  }
}

/// One row of the bag: clears `output` and adds four table rows a pass.
@inline(__always)
private func addBag(
  _ table: UnsafePointer<Float>?, _ width: Int, _ rows: SparseRows, _ row: Int,
  to output: UnsafeMutablePointer<Float>?
) {
  guard let table = unsafe table, let output = unsafe output else { return }
  for j in 0..<width { unsafe output[j] = 0 }
  let range = rows.range(row)
  unsafe rows.indices.withUnsafeBufferPointer { indices in
    unsafe rows.values.withUnsafeBufferPointer { values in
      var k = range.lowerBound
      while k + 4 <= range.upperBound {
        let r0 = unsafe table + Int(indices[k]) &* width
        let r1 = unsafe table + Int(indices[k + 1]) &* width
        let r2 = unsafe table + Int(indices[k + 2]) &* width
        let r3 = unsafe table + Int(indices[k + 3]) &* width
        let (v0, v1) = unsafe (values[k], values[k + 1])
        let (v2, v3) = unsafe (values[k + 2], values[k + 3])
        for j in 0..<width {
          unsafe output[j] += (r0[j] * v0 + r1[j] * v1) + (r2[j] * v2 + r3[j] * v3)
        }
        k += 4
      }
      while k < range.upperBound {
        let r = unsafe table + Int(indices[k]) &* width
        let v = unsafe values[k]
        for j in 0..<width { unsafe output[j] += r[j] * v }
        k += 1
      }
    }
  }
}

/// The naive twin of `embeddingBag`.
public func naiveEmbeddingBag(_ table: Matrix, _ rows: SparseRows) -> Matrix {
  var output = Matrix(rows: rows.count, columns: table.columns)
  for i in 0..<rows.count {
    for j in 0..<table.columns {
      var sum = 0.0
      for k in rows.range(i) {
        sum += Double(rows.values[k]) * Double(table[Int(rows.indices[k]), j])
      }
      output[i, j] = Float(sum)
    }
  }
  return output
}
