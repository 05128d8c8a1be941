import Foundation
import Kernels

extension Matrix {
  /// Independent normal numbers with mean 0 (Box & Muller 1958).
  static func normal(
    rows: Int, columns: Int, deviation: Float, using generator: inout some RandomNumberGenerator
  ) -> Matrix {
    let count = rows * columns
    var elements = [Float]()
    elements.reserveCapacity(count + 1)
    while elements.count < count {
      let radius = (-2 * log(unitInterval(&generator))).squareRoot() * deviation
      let angle = 2 * Float.pi * unitInterval(&generator)
      elements.append(radius * cos(angle))
      elements.append(radius * sin(angle))
    }
    if elements.count > count { elements.removeLast() }
    return Matrix(rows: rows, columns: columns, elements: elements)
  }

  /// Independent numbers, uniform in `-bound...bound`.
  static func uniform(
    rows: Int, columns: Int, bound: Float, using generator: inout some RandomNumberGenerator
  ) -> Matrix {
    let elements = (0..<rows * columns).map { _ in
      (2 * unitInterval(&generator) - 1) * bound
    }
    return Matrix(rows: rows, columns: columns, elements: elements)
  }
}

/// A number in (0, 1], on a grid of 2^-24.
@inline(__always)
func unitInterval(_ generator: inout some RandomNumberGenerator) -> Float {
  Float((generator.next() >> 40) + 1) * 0x1p-24
}

/// The natural logarithm, by libm.
func logarithm(_ x: Double) -> Double { log(x) }
