/// `output[j] += Σ_i x[i] · weights[i, j]`, skipping zeros of `x`: the output layer for one utterance.
///
/// Shapes: `x` is `[weights.rows]`, `output[offset...]` has `weights.columns` numbers. After ReLU about
/// half of `x` is zero, and their rows cost nothing.
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

/// Adds the rows with x ≠ 0, four a pass.
@inline(__always)
private func addRows(
  _ x: UnsafeBufferPointer<Float>, _ w: UnsafePointer<Float>, _ columns: Int,
  _ output: UnsafeMutablePointer<Float>
) {
  var (i0, i1, i2) = (0, 0, 0)
  var waiting = 0
  for i in 0..<x.count where unsafe x[i] != 0 {
    switch waiting {
    case 0: i0 = i
    case 1: i1 = i
    case 2: i2 = i
    default:
      let (r0, r1) = unsafe (w + i0 &* columns, w + i1 &* columns)
      let (r2, r3) = unsafe (w + i2 &* columns, w + i &* columns)
      let (x0, x1, x2, x3) = unsafe (x[i0], x[i1], x[i2], x[i])
      for j in 0..<columns {
        unsafe output[j] += (r0[j] * x0 + r1[j] * x1) + (r2[j] * x2 + r3[j] * x3)
      }
    }
    waiting = (waiting + 1) & 3
  }
  for i in [i0, i1, i2].prefix(waiting) {
    let (row, value) = unsafe (w + i &* columns, x[i])
    for j in 0..<columns { unsafe output[j] += row[j] * value }
  }
}

/// The naive twin of `addDense`.
public func naiveAddDense(_ x: [Float], _ weights: Matrix, to output: inout [Float]) {
  for j in 0..<weights.columns {
    var sum = Double(output[j])
    for i in 0..<weights.rows { sum += Double(x[i]) * Double(weights[i, j]) }
    output[j] = Float(sum)
  }
}

/// Raises `target[f]` to the sum of the products of one window of three tokens, for each filter `f`.
///
/// Token `first + k` of the window (k = 0, 1, 2) contributes the run of `count` numbers that starts `k · count`
/// after its place. A place is `places[token]`: at least 0 in `table`, below 0 the complement of a place
/// in `others`; tokens outside `0..<tokens` contribute the run at `zero` of the table.
public func maximizeWindow(
  _ target: inout [Float], _ places: [Int32], _ first: Int, _ tokens: Int, table: [Float],
  others: [Float], zero: Int, count: Int
) {
  precondition(target.count >= count && places.count >= tokens, "\(target.count), \(places.count)")
  unsafe target.withUnsafeMutableBufferPointer { target in
    unsafe table.withUnsafeBufferPointer { table in
      unsafe others.withUnsafeBufferPointer { others in
        guard let target = target.baseAddress else { return }
        // SAFETY: `run` checks that each run lies inside its array.
        let x = unsafe run(0, first, tokens, places, table, others, zero, count)
        let y = unsafe run(1, first, tokens, places, table, others, zero, count)
        let z = unsafe run(2, first, tokens, places, table, others, zero, count)
        guard let x = unsafe x, let y = unsafe y, let z = unsafe z else { return }
        for f in 0..<count { unsafe target[f] = max(target[f], (x[f] + y[f]) + z[f]) }
      }
    }
  }
}

@inline(__always)
private func run(
  _ k: Int, _ first: Int, _ tokens: Int, _ places: [Int32], _ table: UnsafeBufferPointer<Float>,
  _ others: UnsafeBufferPointer<Float>, _ zero: Int, _ count: Int
) -> UnsafePointer<Float>? {
  let token = first + k
  let place = token >= 0 && token < tokens ? Int(places[token]) : zero
  let source = unsafe place >= 0 ? table : others
  let start = (place >= 0 ? place : ~place) + k * count
  precondition(start >= 0 && start + count <= source.count, "run at \(start) of \(source.count)")
  return unsafe source.baseAddress.map { unsafe $0 + start }
}
