/// The largest of the numbers in `range`; minus infinity where it is empty.
///
/// - Precondition: the range lies in the array; no number is NaN.
public func largest(of x: [Float], in range: Range<Int>) -> Float {
  precondition(range.lowerBound >= 0 && range.upperBound <= x.count, "range \(range)")
  return unsafe x.withUnsafeBufferPointer { buffer in
    guard let base = buffer.baseAddress else { return -.infinity }
    // SAFETY: the range was checked.
    return unsafe largest(base + range.lowerBound, range.count)
  }
}

/// `Σ x[j] · y[j]` over the numbers of `x`, in eight partial sums.
///
/// - Precondition: `y` is at least as long as `x`.
public func dotProduct(_ x: [Float], _ y: [Float]) -> Float {
  precondition(y.count >= x.count, "\(x.count) and \(y.count) numbers")
  return unsafe x.withUnsafeBufferPointer { x in
    unsafe y.withUnsafeBufferPointer { y in
      guard let a = x.baseAddress, let b = y.baseAddress else { return 0 }
      // SAFETY: both hold at least `x.count` numbers.
      var sums = SIMD8<Float>.zero
      var j = 0
      while j + 8 <= x.count {
        unsafe sums += vector(a + j) * vector(b + j)
        j += 8
      }
      var sum = sums.sum()
      while j < x.count {
        unsafe sum += a[j] * b[j]
        j += 1
      }
      return sum
    }
  }
}

/// `target[j] += first · sums[j] + second · sums[n + j]` with n = half of `sums`.
public func addScaled(
  _ sums: [Float], by first: Float, _ second: Float, to target: inout [Float]
) {
  let count = sums.count / 2
  precondition(target.count >= count, "\(count) sums for \(target.count) numbers")
  unsafe sums.withUnsafeBufferPointer { sums in
    unsafe target.withUnsafeMutableBufferPointer { target in
      guard let sums = sums.baseAddress, let target = target.baseAddress else { return }
      for j in 0..<count {
        unsafe target[j] += first * sums[j] + second * sums[count + j]
      }
    }
  }
}

/// Adds the mean of the rows of `x` to `target`: `x` is `[n, target.count]` with some n > 0.
public func addMean(of x: [Float], to target: inout [Float]) {
  let count = target.count
  precondition(count > 0 && !x.isEmpty && x.count % count == 0, "\(x.count) numbers of \(count)")
  let share = 1 / Float(x.count / count)
  for start in stride(from: 0, to: x.count, by: count) {
    for j in 0..<count { target[j] += x[start + j] * share }
  }
}

/// The largest of `count` numbers from `x` on.
@inline(__always)
@unsafe
func largest(_ x: UnsafePointer<Float>, _ count: Int) -> Float {
  var lanes = SIMD8<Float>(repeating: -.infinity)
  var j = 0
  while j + 8 <= count {
    let next = unsafe vector(x + j)
    lanes.replace(with: next, where: next .> lanes)
    j += 8
  }
  var result = lanes.max()
  while j < count {
    result = unsafe max(result, x[j])
    j += 1
  }
  return result
}

/// The sum of `count` numbers from `x` on, in eight partial sums.
@inline(__always)
@unsafe
func sum(_ x: UnsafePointer<Float>, _ count: Int) -> Float {
  var sums = SIMD8<Float>.zero
  var j = 0
  while j + 8 <= count {
    unsafe sums += vector(x + j)
    j += 8
  }
  var result = sums.sum()
  while j < count {
    unsafe result += x[j]
    j += 1
  }
  return result
}
