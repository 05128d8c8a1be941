/// The counts behind the ROC and precision-recall curves of a score: one point per distinct score.
///
/// Equal scores move together, as in scikit-learn's `roc_curve(drop_intermediate=False)` and
/// `average_precision_score`.
public struct DetectionCurve: Sendable, Equatable {
  public struct Point: Sendable, Equatable {
    /// Everything that scores at least this counts as found.
    public let threshold: Double
    public let truePositives: Int
    public let falsePositives: Int
  }

  /// Points by falling threshold.
  public let points: [Point]
  public let positiveCount: Int
  public let negativeCount: Int

  /// The curve of the scores of positives and negatives; nil when either is empty: no figure of
  /// detection exists with one class.
  public init?(positives: [Double], negatives: [Double]) {
    guard !positives.isEmpty, !negatives.isEmpty else { return nil }
    let sorted =
      (positives.map { ($0, true) } + negatives.map { ($0, false) }).sorted { $0.0 > $1.0 }
    var points: [Point] = []
    var (truePositives, falsePositives) = (0, 0)
    for (k, (score, isPositive)) in sorted.enumerated() {
      if isPositive { truePositives += 1 } else { falsePositives += 1 }
      if k + 1 == sorted.count || sorted[k + 1].0 != score {
        points.append(
          Point(
            threshold: score, truePositives: truePositives, falsePositives: falsePositives))
      }
    }
    self.points = points
    positiveCount = positives.count
    negativeCount = negatives.count
  }

  /// By the trapezoidal rule over the points and the origin, 0...1.
  public var areaUnderROC: Double {
    var (area, x, y) = (0.0, 0.0, 0.0)
    for point in points {
      let nextX = Double(point.falsePositives) / Double(negativeCount)
      let nextY = Double(point.truePositives) / Double(positiveCount)
      area += (nextX - x) * (nextY + y) / 2
      (x, y) = (nextX, nextY)
    }
    return area
  }

  /// Σ (Rₙ - Rₙ₋₁) Pₙ over the points, 0...1.
  public var averagePrecision: Double {
    var (sum, recall) = (0.0, 0.0)
    for point in points {
      let nextRecall = Double(point.truePositives) / Double(positiveCount)
      let precision =
        Double(point.truePositives) / Double(point.truePositives + point.falsePositives)
      sum += (nextRecall - recall) * precision
      recall = nextRecall
    }
    return sum
  }

  /// Share of the negatives found at the highest threshold that finds at least `rate` of the
  /// positives, 0...1.
  public func falsePositiveRate(atTruePositiveRate rate: Double) -> Double {
    let point = points.first { Double($0.truePositives) / Double(positiveCount) >= rate }
    return point.map { Double($0.falsePositives) / Double(negativeCount) } ?? 1
  }
}
