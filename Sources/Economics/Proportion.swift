/// A share of counted things, with the Wilson score interval.
public struct Proportion: Sendable, Equatable, Codable {
  public let count: Int
  public let total: Int
  /// 0...1; 0 for nothing counted.
  public let value: Double
  /// 95 % interval, 0...1; the whole range for nothing counted.
  public let lower: Double
  public let upper: Double

  /// Two-sided 95 % quantile of the normal distribution.
  static let z = 1.959963984540054

  /// Wilson (1927), "Probable inference, the law of succession, and statistical inference", JASA 22:
  /// (p + z²/2n ± z √(p(1−p)/n + z²/4n²)) / (1 + z²/n).
  ///
  /// - Precondition: `0 <= count <= total`.
  public init(_ count: Int, of total: Int) {
    precondition(count >= 0 && count <= total, "\(count) of \(total)")
    self.count = count
    self.total = total
    guard total > 0 else {
      value = 0
      lower = 0
      upper = 1
      return
    }
    let n = Double(total)
    let p = Double(count) / n
    let z2 = Self.z * Self.z
    let center = (p + z2 / (2 * n)) / (1 + z2 / n)
    let half = Self.z * (p * (1 - p) / n + z2 / (4 * n * n)).squareRoot() / (1 + z2 / n)
    value = p
    // At the ends the formula gives 0 and 1 up to rounding.
    lower = count == 0 ? 0 : max(0, center - half)
    upper = count == total ? 1 : min(1, center + half)
  }
}
