/// `output[j] += Σ_i x[i] · weights[i, j]`, skipping zeros of `x`: the output layer for one utterance.
///
/// Shapes: `x` is `[weights.rows]`, `output[offset...]` has `weights.columns` numbers. After ReLU about
/// half of `x` is zero, and rows of zeros cost nothing.
public func addDense(
  _ x: ArraySlice<Float>, _ weights: Matrix, to output: inout [Float], at offset: Int = 0
) {
  let columns = weights.columns
  precondition(
    x.count == weights.rows && output.count >= offset + columns,
    "\(x.count) inputs, weights [\(weights.rows), \(columns)], output of \(output.count) at \(offset)")
  guard columns > 0 else { return }
  unsafe x.withUnsafeBufferPointer { x in
    unsafe weights.elements.withUnsafeBufferPointer { w in
      unsafe output.withUnsafeMutableBufferPointer { output in
        guard let w = w.baseAddress, let base = output.baseAddress else { return }
        // SAFETY: sizes were checked above.
        let target = unsafe base + offset
        var column = 0
        while column + 64 <= columns {
          unsafe addBlock64(x, w + column, columns, target + column)
          column += 64
        }
        while column + 16 <= columns {
          unsafe addBlock16(x, w + column, columns, target + column)
          column += 16
        }
        if column < columns {
          for i in 0..<x.count {
            let value = unsafe x[i]
            if value == 0 { continue }
            for j in column..<columns { unsafe target[j] += value * w[i * columns + j] }
          }
        }
      }
    }
  }
}

@inline(__always)
private func addBlock64(
  _ x: UnsafeBufferPointer<Float>, _ w: UnsafePointer<Float>, _ stride: Int,
  _ target: UnsafeMutablePointer<Float>
) {
  typealias Lanes = SIMD16<Float>
  let (source, sink) = unsafe (UnsafeRawPointer(w), UnsafeMutableRawPointer(target))
  var a0 = unsafe sink.loadUnaligned(as: Lanes.self)
  var a1 = unsafe sink.loadUnaligned(fromByteOffset: 64, as: Lanes.self)
  var a2 = unsafe sink.loadUnaligned(fromByteOffset: 128, as: Lanes.self)
  var a3 = unsafe sink.loadUnaligned(fromByteOffset: 192, as: Lanes.self)
  for i in 0..<x.count {
    let value = unsafe x[i]
    if value == 0 { continue }
    let row = unsafe source + i &* stride &* 4
    a0 += unsafe row.loadUnaligned(as: Lanes.self) * value
    a1 += unsafe row.loadUnaligned(fromByteOffset: 64, as: Lanes.self) * value
    a2 += unsafe row.loadUnaligned(fromByteOffset: 128, as: Lanes.self) * value
    a3 += unsafe row.loadUnaligned(fromByteOffset: 192, as: Lanes.self) * value
  }
  unsafe sink.storeBytes(of: a0, as: Lanes.self)
  unsafe sink.storeBytes(of: a1, toByteOffset: 64, as: Lanes.self)
  unsafe sink.storeBytes(of: a2, toByteOffset: 128, as: Lanes.self)
  unsafe sink.storeBytes(of: a3, toByteOffset: 192, as: Lanes.self)
}

@inline(__always)
private func addBlock16(
  _ x: UnsafeBufferPointer<Float>, _ w: UnsafePointer<Float>, _ stride: Int,
  _ target: UnsafeMutablePointer<Float>
) {
  typealias Lanes = SIMD16<Float>
  let (source, sink) = unsafe (UnsafeRawPointer(w), UnsafeMutableRawPointer(target))
  var a = unsafe sink.loadUnaligned(as: Lanes.self)
  for i in 0..<x.count {
    let value = unsafe x[i]
    if value == 0 { continue }
    a += unsafe source.loadUnaligned(fromByteOffset: i &* stride &* 4, as: Lanes.self) * value
  }
  unsafe sink.storeBytes(of: a, as: Lanes.self)
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
