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

extension RunPointers {
  /// What the three tokens from `first` on contribute to a window: from `offset` in the first one's run, each
  /// next one `filters` further on in its own.
  @inline(__always)
  fileprivate func window(
    _ first: Int, _ offset: Int, _ filters: Int
  ) -> (UnsafePointer<Float>, UnsafePointer<Float>, UnsafePointer<Float>)? {
    guard let a = unsafe run(first), let b = unsafe run(first + 1), let c = unsafe run(first + 2)
    else { return nil }
    return unsafe (a + offset, b + (offset + filters), c + (offset + 2 * filters))
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

/// `sums[j] += Σ_token block(token)[offset + j]`, token after token. Whole vectors of eight are fastest.
public func addRuns(_ runs: TokenRuns, from offset: Int, to sums: inout [Float]) {
  let count = sums.count
  runs.check(offset: offset, count: count)
  unsafe runs.withPointers { pointers in
    unsafe sums.withUnsafeMutableBufferPointer { sums in
      guard let target = sums.baseAddress else { return }
      // SAFETY: the runs were checked; the loops stay below `count`.
      var j = 0
      while j + 32 <= count {
        unsafe add32(pointers, offset + j, target + j)
        j += 32
      }
      while j < count {
        for token in unsafe 0..<pointers.places.count {
          guard let run = unsafe pointers.run(token) else { return }
          unsafe target[j] += run[offset + j]
        }
        j += 1
      }
    }
  }
}

/// 32 sums that stay in registers while the tokens pass.
@inline(__always)
private func add32(_ pointers: RunPointers, _ offset: Int, _ target: UnsafeMutablePointer<Float>) {
  var (sum0, sum1) = unsafe (vector(target), vector(target + 8))
  var (sum2, sum3) = unsafe (vector(target + 16), vector(target + 24))
  for token in unsafe 0..<pointers.places.count {
    guard let start = unsafe pointers.run(token) else { return }
    let run = unsafe start + offset
    unsafe sum0 += vector(run)
    unsafe sum1 += vector(run + 8)
    unsafe sum2 += vector(run + 16)
    unsafe sum3 += vector(run + 24)
  }
  unsafe store(sum0, at: target)
  unsafe store(sum1, at: target + 8)
  unsafe store(sum2, at: target + 16)
  unsafe store(sum3, at: target + 24)
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
      // SAFETY: the runs were checked; the loops stay below `count`.
      var f = 0
      while f + 16 <= count {
        unsafe maximize16(pointers, offset + f, count, target + f)
        f += 16
      }
      while f < count {
        for first in unsafe -2..<pointers.places.count {
          guard let (x, y, z) = unsafe pointers.window(first, offset + f, count) else { return }
          let sum = unsafe (x[0] + y[0]) + z[0]
          unsafe target[f] = unsafe sum > target[f] ? sum : target[f]
        }
        f += 1
      }
    }
  }
}

/// Sixteen filters, whose largest windows stay in registers while the windows pass.
@inline(__always)
private func maximize16(
  _ pointers: RunPointers, _ offset: Int, _ count: Int, _ target: UnsafeMutablePointer<Float>
) {
  var (largest0, largest1) = unsafe (vector(target), vector(target + 8))
  for first in unsafe -2..<pointers.places.count {
    guard let (x, y, z) = unsafe pointers.window(first, offset, count) else { return }
    let sum0 = unsafe (vector(x) + vector(y)) + vector(z)
    let sum1 = unsafe (vector(x + 8) + vector(y + 8)) + vector(z + 8)
    largest0.replace(with: sum0, where: sum0 .> largest0)
    largest1.replace(with: sum1, where: sum1 .> largest1)
  }
  unsafe store(largest0, at: target)
  unsafe store(largest1, at: target + 8)
}

/// The naive twin of `maximizeWindows`.
public func naiveMaximizeWindows(_ target: inout [Float], _ runs: TokenRuns, from offset: Int) {
  let filters = target.count
  func number(_ token: Int, _ place: Int) -> Float {
    guard runs.places.indices.contains(token) else { return runs.common[runs.zero + place] }
    let start = runs.places[token]
    return start >= 0 ? runs.common[Int(start) + place] : runs.others[Int(~start) + place]
  }
  for first in -2..<runs.places.count {
    for f in 0..<filters {
      let sum =
        number(first, offset + f) + number(first + 1, offset + filters + f)
        + number(first + 2, offset + 2 * filters + f)
      target[f] = max(target[f], sum)
    }
  }
}
