import Foundation

/// A share as a percentage with two decimals: `94.21`; a dash for nil.
public func percent(_ share: Double?) -> String {
  share.map { fixed($0 * 100, decimals: 2) } ?? "-"
}

/// `share` as `percent` prints it, in percent: figures that print alike are equal. Nil for nil and for what
/// is no number.
public func asPrinted(_ share: Double?) -> Double? {
  share.flatMap { Double(percent($0)) }
}

/// Mean and spread of shares in percent: `94.21 ± 0.06`; without spread the mean alone.
public func percent(mean: Double, deviation: Double?) -> String {
  deviation.map { "\(percent(mean)) ± \(fixed($0 * 100, decimals: 2))" } ?? percent(mean)
}

/// `value` with exactly `decimals` decimals, the same in every locale; a dash for nil and for what
/// is no number.
public func fixed(_ value: Double?, decimals: Int) -> String {
  guard let value, value.isFinite else { return "-" }
  return String(format: "%.\(decimals)f", value)
}

/// Bytes in the unit of a thousand that fits: `9.2 MB`.
public func bytes(_ count: Int?) -> String {
  guard let count else { return "-" }
  let value = Double(count)
  switch value {
  case 1e9...: return fixed(value / 1e9, decimals: 2) + " GB"
  case 1e6...: return fixed(value / 1e6, decimals: 1) + " MB"
  case 1e3...: return fixed(value / 1e3, decimals: 1) + " kB"
  default: return "\(count) B"
  }
}

/// A p-value as papers print it: `< 0.001`, `0.042`.
public func pValue(_ p: Double) -> String {
  p < 0.001 ? "< 0.001" : fixed(p, decimals: 3)
}
