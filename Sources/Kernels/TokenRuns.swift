/// The blocks of an utterance's tokens where they lie: runs of numbers of equal length in two arrays.
public struct TokenRuns: Sendable {
  /// A place a token: at least 0 in `common`, below 0 the complement of a place in `others`.
  public let places: [Int32]
  public let common: [Float]
  public let others: [Float]
  /// Place in `common` of the block of a token outside the utterance.
  public let zero: Int

  public init(places: [Int32], common: [Float], others: [Float], zero: Int) {
    self.places = places
    self.common = common
    self.others = others
    self.zero = zero
  }

  /// Checks that `count` numbers from `offset` on lie inside the arrays for every token.
  fileprivate func check(offset: Int, count: Int) {
    var (last, lastOther) = (zero, -1)
    for place in places {
      if place >= 0 {
        last = max(last, Int(place))
      } else {
        lastOther = max(lastOther, Int(~place))
      }
    }
    precondition(
      offset >= 0 && zero >= 0 && last + offset + count <= common.count
        && (lastOther < 0 || lastOther + offset + count <= others.count),
      "\(count) numbers at \(last) and \(lastOther) + \(offset) of \(common.count), \(others.count)"
    )
  }
}

/// Where the runs of an utterance lie in memory.
@unsafe private struct RunPointers {
  let places: UnsafeBufferPointer<Int32>
  let common: UnsafePointer<Float>?
  let others: UnsafePointer<Float>?
  let zero: Int

  /// The run of token `token`, or the zero run outside the utterance.
  @inline(__always)
  func run(_ token: Int) -> UnsafePointer<Float>? {
    let place = unsafe token >= 0 && token < places.count ? Int(places[token]) : zero
    // SAFETY: `TokenRuns.check` has seen every place.
    return unsafe place >= 0
      ? common.map { unsafe $0 + place } : others.map { unsafe $0 + ~place }
  }
}

extension TokenRuns {
  @inline(__always)
  fileprivate func withPointers(_ body: (RunPointers) -> Void) {
    unsafe places.withUnsafeBufferPointer { places in
      unsafe common.withUnsafeBufferPointer { common in
        unsafe others.withUnsafeBufferPointer { others in
          unsafe body(
            RunPointers(
              places: places, common: common.baseAddress, others: others.baseAddress, zero: zero))
        }
      }
    }
  }
}

/// `sums[j] += Σ_token block(token)[offset + j]`, token after token.
public func addRuns(_ runs: TokenRuns, from offset: Int, to sums: inout [Float]) {
  let count = sums.count
  runs.check(offset: offset, count: count)
  unsafe runs.withPointers { pointers in
    unsafe sums.withUnsafeMutableBufferPointer { sums in
      guard let target = sums.baseAddress else { return }
      let tokens = unsafe pointers.places.count
      for token in 0..<tokens {
        guard let run = unsafe pointers.run(token) else { return }
        for j in 0..<count { unsafe target[j] += run[offset + j] }
      }
    }
  }
}

/// The naive twin of `addRuns`.
public func naiveAddRuns(_ runs: TokenRuns, from offset: Int, to sums: inout [Float]) {
  for place in runs.places {
    for j in sums.indices {
      sums[j] +=
        place >= 0 ? runs.common[Int(place) + offset + j] : runs.others[Int(~place) + offset + j]
    }
  }
}

/// Raises `target[f]` to the largest window of three tokens, for each filter `f`. Windows run over the tokens with
/// two tokens of zeros before the first and after the last.
///
/// Token k = 0, 1, 2 of a window contributes the run that starts `offset + k · filters` after its place.
public func maximizeWindows(_ target: inout [Float], _ runs: TokenRuns, from offset: Int) {
  let count = target.count
  runs.check(offset: offset, count: 3 * count)
  unsafe runs.withPointers { pointers in
    unsafe target.withUnsafeMutableBufferPointer { target in
      guard let target = target.baseAddress else { return }
      let tokens = unsafe pointers.places.count
      for first in -2..<tokens {
        guard let a = unsafe pointers.run(first), let b = unsafe pointers.run(first + 1),
          let c = unsafe pointers.run(first + 2)
        else { return }
        let (x, y) = unsafe (a + offset, b + (offset + count))
        let z = unsafe c + (offset + 2 * count)
        for f in 0..<count {
          let sum = unsafe (x[f] + y[f]) + z[f]
          unsafe target[f] = unsafe sum > target[f] ? sum : target[f]
        }
      }
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
