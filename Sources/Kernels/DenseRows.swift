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
      unsafe add32Columns(x, w + j, columns, places, count, UnsafeMutableRawPointer(output + j))
      j += 32
    }
    while j + 8 <= columns {
      unsafe add8Columns(x, w + j, columns, places, count, UnsafeMutableRawPointer(output + j))
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
  _ places: UnsafeMutableBufferPointer<Int32>, _ count: Int, _ target: UnsafeMutableRawPointer
) {
  // SAFETY: the caller left room for 32 columns; the places are rows of the weights.
  var sum0 = unsafe target.loadUnaligned(as: SIMD8<Float>.self)
  var sum1 = unsafe target.loadUnaligned(fromByteOffset: 32, as: SIMD8<Float>.self)
  var sum2 = unsafe target.loadUnaligned(fromByteOffset: 64, as: SIMD8<Float>.self)
  var sum3 = unsafe target.loadUnaligned(fromByteOffset: 96, as: SIMD8<Float>.self)
  for k in 0..<count {
    let i = unsafe Int(places[k])
    let row = unsafe UnsafeRawPointer(w + i &* columns)
    let value = unsafe SIMD8<Float>(repeating: x[i])
    unsafe sum0 += value * row.loadUnaligned(as: SIMD8<Float>.self)
    unsafe sum1 += value * row.loadUnaligned(fromByteOffset: 32, as: SIMD8<Float>.self)
    unsafe sum2 += value * row.loadUnaligned(fromByteOffset: 64, as: SIMD8<Float>.self)
    unsafe sum3 += value * row.loadUnaligned(fromByteOffset: 96, as: SIMD8<Float>.self)
  }
  unsafe target.storeBytes(of: sum0, as: SIMD8<Float>.self)
  unsafe target.storeBytes(of: sum1, toByteOffset: 32, as: SIMD8<Float>.self)
  unsafe target.storeBytes(of: sum2, toByteOffset: 64, as: SIMD8<Float>.self)
  unsafe target.storeBytes(of: sum3, toByteOffset: 96, as: SIMD8<Float>.self)
}

@inline(__always)
private func add8Columns(
  _ x: UnsafeBufferPointer<Float>, _ w: UnsafePointer<Float>, _ columns: Int,
  _ places: UnsafeMutableBufferPointer<Int32>, _ count: Int, _ target: UnsafeMutableRawPointer
) {
  // SAFETY: as above, for eight columns.
  var sum = unsafe target.loadUnaligned(as: SIMD8<Float>.self)
  for k in 0..<count {
    let i = unsafe Int(places[k])
    let row = unsafe UnsafeRawPointer(w + i &* columns)
    unsafe sum += SIMD8<Float>(repeating: x[i]) * row.loadUnaligned(as: SIMD8<Float>.self)
  }
  unsafe target.storeBytes(of: sum, as: SIMD8<Float>.self)
}

/// The naive twin of `addDense`.
public func naiveAddDense(_ x: [Float], _ weights: Matrix, to output: inout [Float]) {
  for j in 0..<weights.columns {
    var sum = Double(output[j])
    for i in 0..<weights.rows { sum += Double(x[i]) * Double(weights[i, j]) }
    output[j] = Float(sum)
  }
}
