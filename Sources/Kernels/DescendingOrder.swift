/// The places of `values` by falling value, equal ones in their order, and the values in that order.
///
/// Buckets by the logarithm of the value: softmax spreads over many powers of two, so that buckets are small and
/// no comparison sort of the whole is needed. O(n) for spread values.
///
/// - Precondition: the values lie in 0...1, as probabilities do.
public func descendingOrder(_ values: [Float]) -> (order: [UInt32], sorted: [Float]) {
  let count = values.count
  var order = [UInt32](repeating: 0, count: count)
  var sorted = [Float](repeating: 0, count: count)
  unsafe values.withUnsafeBufferPointer { values in
    unsafe order.withUnsafeMutableBufferPointer { order in
      unsafe sorted.withUnsafeMutableBufferPointer { sorted in
        unsafe withUnsafeTemporaryAllocation(of: Int32.self, capacity: bucketCount) { places in
          unsafe sortByBuckets(values, order, sorted, places)
        }
      }
    }
  }
  return (order, sorted)
}

/// Counting sort into buckets, then insertion sort of what is nearly in order. The first has no branch
/// that depends on a value, the second few that surprise the processor.
@inline(__always)
private func sortByBuckets(
  _ values: UnsafeBufferPointer<Float>, _ order: UnsafeMutableBufferPointer<UInt32>,
  _ sorted: UnsafeMutableBufferPointer<Float>, _ places: UnsafeMutableBufferPointer<Int32>
) {
  // SAFETY: buckets lie in 0..<bucketCount, places in 0..<values.count: every value is counted in its bucket.
  for b in 0..<bucketCount { unsafe places[b] = 0 }
  var (least, most) = (bucketCount - 1, 0)
  for i in 0..<values.count {
    let b = unsafe bucket(values[i])
    unsafe places[b] &+= 1
    least = min(least, b)
    most = max(most, b)
  }
  var start: Int32 = 0
  for b in least..<max(least, most + 1) {
    let size = unsafe places[b]
    unsafe places[b] = start
    start &+= size
  }
  for i in 0..<values.count {
    let value = unsafe values[i]
    let b = bucket(value)
    let place = unsafe Int(places[b])
    unsafe places[b] &+= 1
    unsafe sorted[place] = value
    unsafe order[place] = UInt32(truncatingIfNeeded: i)
  }
  for i in 1..<max(values.count, 1) {
    let value = unsafe sorted[i]
    guard unsafe sorted[i - 1] < value else { continue }
    let number = unsafe order[i]
    var place = i
    while place > 0, unsafe sorted[place - 1] < value {
      unsafe sorted[place] = sorted[place - 1]
      unsafe order[place] = order[place - 1]
      place &-= 1
    }
    unsafe sorted[place] = value
    unsafe order[place] = number
  }
}

/// Sixteen buckets a power of two, down to 2⁻⁶⁴.
private let bucketCount = 1024

/// 0 for the largest values and more for smaller ones, up to `bucketCount - 1`.
@inline(__always)
private func bucket(_ value: Float) -> Int {
  // Exponent and four bits of the fraction: 2032 for 1, 2016 to 2031 for 0.5..<1.
  let steps = Int(truncatingIfNeeded: value.bitPattern >> 19)
  return max(0, min(bucketCount - 1, 2031 - steps))
}
