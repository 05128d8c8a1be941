/// Mean and spread of one figure over several seeds.
public struct Spread: Sendable, Equatable, Codable {
  public let count: Int
  public let mean: Double
  /// Sample standard deviation (divisor `count - 1`); nil for a single value.
  public let standardDeviation: Double?
  public let minimum: Double
  public let maximum: Double

  /// Nil without values.
  public init?(_ values: [Double]) {
    guard let minimum = values.min(), let maximum = values.max() else { return nil }
    let mean = values.reduce(0, +) / Double(values.count)
    count = values.count
    self.mean = mean
    self.minimum = minimum
    self.maximum = maximum
    guard values.count > 1 else {
      standardDeviation = nil
      return
    }
    let squares = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    standardDeviation = (squares / Double(values.count - 1)).squareRoot()
  }
}
