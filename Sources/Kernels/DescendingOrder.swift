/// The places of `values` by falling value, equal ones in their order, and the values in that order.
///
/// Buckets by binary exponent, then insertion sort inside each: softmax spreads over many exponents, so that
/// buckets are small and no comparison sort of the whole is needed. O(n) for spread values.
///
/// - Precondition: the values lie in 0...1, as probabilities do.
public func descendingOrder(_ values: [Float]) -> (order: [UInt32], sorted: [Float]) {
  let count = values.count
  var order = [UInt32](repeating: 0, count: count)
  var sorted = [Float](repeating: 0, count: count)
  unsafe values.withUnsafeBufferPointer { values in
    unsafe order.withUnsafeMutableBufferPointer { order in
      unsafe sorted.withUnsafeMutableBufferPointer { sorted in
        unsafe withUnsafeTemporaryAllocation(of: Int.self, capacity: 2 * bucketCount) { places in
          unsafe fillBuckets(values, order, sorted, places)
        }
      }
    }
  }
  return (order, sorted)
}

/// `places` holds the first place of each bucket, then the place behind its last value so far.
@inline(__always)
private func fillBuckets(
  _ values: UnsafeBufferPointer<Float>, _ order: UnsafeMutableBufferPointer<UInt32>,
  _ sorted: UnsafeMutableBufferPointer<Float>, _ places: UnsafeMutableBufferPointer<Int>
) {
  // SAFETY: buckets lie in 0..<bucketCount, places in 0...values.count: every value is counted in its bucket.
  for b in 0..<2 * bucketCount { unsafe places[b] = 0 }
  for i in 0..<values.count { unsafe places[bucketCount + bucket(values[i])] += 1 }
  var start = 0
  for b in 0..<bucketCount {
    let size = unsafe places[bucketCount + b]
    unsafe places[b] = start
    unsafe places[bucketCount + b] = start
    start += size
  }
  for i in 0..<values.count {
    let value = unsafe values[i]
    let b = bucket(value)
    let first = unsafe places[b]
    var place = unsafe places[bucketCount + b]
    unsafe places[bucketCount + b] += 1
    while place > first, unsafe sorted[place - 1] < value {
      unsafe sorted[place] = sorted[place - 1]
      unsafe order[place] = order[place - 1]
      place -= 1
    }
    unsafe sorted[place] = value
    unsafe order[place] = UInt32(truncatingIfNeeded: i)
  }
}

/// Two buckets a power of two, down to 2⁻⁶⁴.
private let bucketCount = 128

/// 0 for the largest values and more for smaller ones, up to `bucketCount - 1`.
@inline(__always)
private func bucket(_ value: Float) -> Int {
  // Exponent and first bit of the fraction: 254 for 1, 252 and 253 for 0.5..<1.
  let steps = Int(truncatingIfNeeded: value.bitPattern >> 22)
  return max(0, min(bucketCount - 1, 253 - steps))
}
