import Datasets

/// Dropout factors (Srivastava et al. 2014): 0 with probability `rate`, else 1 / (1 - rate), so that
/// the mean stays.
struct Dropout {
  let rate: Float
  let survivor: Float
  /// A random 24-bit number below this drops the unit.
  private let limit: UInt64

  init(rate: Float) {
    precondition(rate >= 0 && rate < 1, "dropout rate must lie in 0..<1, got \(rate)")
    self.rate = rate
    survivor = 1 / (1 - rate)
    limit = UInt64(rate * 0x1p24)
  }

  @inline(__always)
  func drops(_ generator: inout SeededGenerator) -> Bool {
    (generator.next() >> 40) < limit
  }

  /// `count` factors; nil at rate 0.
  func factors(_ count: Int, _ generator: inout SeededGenerator) -> [Float]? {
    guard rate > 0 else { return nil }
    return (0..<count).map { _ in drops(&generator) ? 0 : survivor }
  }
}
