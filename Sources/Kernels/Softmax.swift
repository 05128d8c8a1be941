/// `e` to the power `x` for `x <= 0`, four or more lanes at a time.
///
/// Source: range reduction `x = n ln 2 + r` and the degree-6 Taylor polynomial on |r| <= ln 2 / 2;
/// relative error below 3e-7. Below -87 the result is 0.
@inlinable
@inline(__always)
func expOfNonPositive(_ x: Float) -> Float {
  let clamped = max(x, -87)
  let shifted = clamped * 1.442_695_04 + 12_582_912  // 1.5 · 2^23: rounds to a whole number
  let n = shifted - 12_582_912
  let r = (clamped - n * 0.693_359_375) - n * -2.121_944_4e-4
  var p: Float = 1.0 / 720
  p = p * r + 1.0 / 120
  p = p * r + 1.0 / 24
  p = p * r + 1.0 / 6
  p = p * r + 0.5
  p = p * r + 1
  p = p * r + 1
  let bits = (Int32(bitPattern: shifted.bitPattern) &- 0x4B40_0000 &+ 127) &<< 23
  let scaled = p * Float(bitPattern: UInt32(bitPattern: bits))
  return x < -87 ? 0 : scaled
}

/// Replaces `logits` by their softmax at `temperature`, after subtracting the maximum.
///
/// - Precondition: `temperature > 0`; the logits are finite.
public func softmax(_ logits: inout [Float], temperature: Float = 1) {
  softmax(&logits, in: logits.indices, temperature: temperature)
}

/// Softmax of a part of an array, in place.
public func softmax(_ logits: inout [Float], in range: Range<Int>, temperature: Float = 1) {
  precondition(temperature > 0, "temperature must be positive, got \(temperature)")
  precondition(range.lowerBound >= 0 && range.upperBound <= logits.count, "range \(range)")
  guard !range.isEmpty else { return }
  unsafe logits.withUnsafeMutableBufferPointer { buffer in
    guard let base = buffer.baseAddress else { return }
    // SAFETY: the range was checked against the array.
    let z = unsafe base + range.lowerBound
    let count = range.count
    let top = unsafe largest(z, count)
    let inverse = 1 / temperature
    for j in 0..<count { unsafe z[j] = expOfNonPositive((z[j] - top) * inverse) }
    let scale = unsafe 1 / sum(z, count)
    for j in 0..<count { unsafe z[j] *= scale }
  }
}
