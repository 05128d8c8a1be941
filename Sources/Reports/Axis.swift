import Foundation

/// One axis: where a value stands, and which values get a tick.
struct Axis: Equatable {
  let lower: Double
  let upper: Double
  let isLogarithmic: Bool

  /// An axis over `values`; wide enough to have a length also for none or a single one.
  init(_ values: [Double], isLogarithmic: Bool = false) {
    let smallest = values.min() ?? (isLogarithmic ? 1 : 0)
    let largest = values.max() ?? (isLogarithmic ? 10 : 1)
    self.isLogarithmic = isLogarithmic
    if isLogarithmic {
      lower = smallest
      upper = largest > smallest ? largest : smallest * 10
    } else {
      let step = Self.step(largest - smallest)
      // 0.7 / 0.05 is a little below 14: a value on a step stays there.
      lower = (smallest / step + 1e-9).rounded(.down) * step
      let top = (largest / step - 1e-9).rounded(.up) * step
      upper = top > lower ? top : lower + step
    }
  }

  /// 0 at the lower end, 1 at the upper one.
  func position(_ value: Double) -> Double {
    isLogarithmic
      ? log(value / lower) / log(upper / lower) : (value - lower) / (upper - lower)
  }

  /// Round values from end to end.
  var ticks: [Double] {
    guard !isLogarithmic else {
      return [1, 2, 5].flatMap { first in (0...9).map { Double(first) * pow(10, Double($0)) } }
        .filter { $0 >= lower * 0.999 && $0 <= upper * 1.001 }.sorted()
    }
    let step = Self.step(upper - lower)
    let count = Int(((upper - lower) / step).rounded())
    return (0...max(count, 1)).map { lower + Double($0) * step }
  }

  /// The round number (1, 2 or 5 times a power of ten) that cuts `length` into about five parts.
  private static func step(_ length: Double) -> Double {
    guard length > 0 else { return 0.1 }
    let rough = length / 5
    let power = pow(10, log10(rough).rounded(.down))
    let factor = [1.0, 2, 5, 10].first { $0 * power >= rough * 0.999 } ?? 10
    return factor * power
  }

  /// A tick's text, without binary dust.
  static func label(_ value: Double) -> String {
    let rounded = (value * 10_000).rounded() / 10_000
    return rounded == rounded.rounded() ? "\(Int(rounded))" : "\(rounded)"
  }
}
