/// `output[j] += Σ_i x[i] · weights[i, j]`, skipping zeros of `x`: the output layer for one utterance.
///
/// Shapes: `x` is `[weights.rows]`, `output[offset...]` has `weights.columns` numbers. After ReLU about
/// half of `x` is zero, and their rows cost nothing. Whole vectors of eight columns are fastest.
public func addDense(
  _ x: ArraySlice<Float>, _ weights: Matrix, to output: inout [Float], at offset: Int = 0
) {
  let columns = weights.columns
  precondition(
    x.count == weights.rows && output.count >= offset + columns,
    "\(x.count) inputs, weights [\(weights.rows), \(columns)], output of \(output.count) at \(offset)"
  )
  guard columns > 0 else { return }
  unsafe x.withUnsafeBufferPointer { x in
    unsafe weights.elements.withUnsafeBufferPointer { w in
      unsafe output.withUnsafeMutableBufferPointer { output in
        guard let w = w.baseAddress, let base = output.baseAddress else { return }
        // SAFETY: sizes were checked above.
        unsafe addRows(x, w, columns, base + offset)
      }
    }
  }
}

/// Adds the rows with x ≠ 0: notes them once, then walks down them for 32 columns at a time, so that the sums
/// stay in registers.
@inline(__always)
private func addRows(
  _ x: UnsafeBufferPointer<Float>, _ w: UnsafePointer<Float>, _ columns: Int,
  _ output: UnsafeMutablePointer<Float>
) {
  unsafe withUnsafeTemporaryAllocation(of: Int32.self, capacity: max(x.count, 1)) { places in
    var count = 0
    for i in 0..<x.count {
      unsafe places[count] = Int32(truncatingIfNeeded: i)
      count += unsafe x[i] != 0 ? 1 : 0
    }
    var j = 0
    while j + 32 <= columns {
      unsafe add32Columns(x, w + j, columns, places, count, output + j)
      j += 32
    }
    while j + 8 <= columns {
      unsafe add8Columns(x, w + j, columns, places, count, output + j)
      j += 8
    }
    while j < columns {
      for k in 0..<count {
        let i = unsafe Int(places[k])
        unsafe output[j] += x[i] * w[i &* columns + j]
      }
      j += 1
    }
  }
}

@inline(__always)
private func add32Columns(
  _ x: UnsafeBufferPointer<Float>, _ w: UnsafePointer<Float>, _ columns: Int,
  _ places: UnsafeMutableBufferPointer<Int32>, _ count: Int, _ target: UnsafeMutablePointer<Float>
) {
  // SAFETY: the caller left room for 32 columns; the places are rows of the weights.
  var (sum0, sum1) = unsafe (vector(target), vector(target + 8))
  var (sum2, sum3) = unsafe (vector(target + 16), vector(target + 24))
  for k in 0..<count {
    let i = unsafe Int(places[k])
    let row = unsafe w + i &* columns
    let value = unsafe SIMD8<Float>(repeating: x[i])
    unsafe sum0 += value * vector(row)
    unsafe sum1 += value * vector(row + 8)
    unsafe sum2 += value * vector(row + 16)
    unsafe sum3 += value * vector(row + 24)
  }
  unsafe store(sum0, at: target)
  unsafe store(sum1, at: target + 8)
  unsafe store(sum2, at: target + 16)
  unsafe store(sum3, at: target + 24)
}

@inline(__always)
private func add8Columns(
  _ x: UnsafeBufferPointer<Float>, _ w: UnsafePointer<Float>, _ columns: Int,
  _ places: UnsafeMutableBufferPointer<Int32>, _ count: Int, _ target: UnsafeMutablePointer<Float>
) {
  // SAFETY: as above, for eight columns.
  var sum = unsafe vector(target)
  for k in 0..<count {
    let i = unsafe Int(places[k])
    unsafe sum += SIMD8<Float>(repeating: x[i]) * vector(w + i &* columns)
  }
  unsafe store(sum, at: target)
}

/// The naive twin of `addDense`.
public func naiveAddDense(_ x: [Float], _ weights: Matrix, to output: inout [Float]) {
  for j in 0..<weights.columns {
    var sum = Double(output[j])
    for i in 0..<weights.rows { sum += Double(x[i]) * Double(weights[i, j]) }
    output[j] = Float(sum)
  }
}
