/// A drawing of numbers; rendered as SVG by `Figure+SVG`.
public struct Figure: Sendable, Equatable {
  public struct Point: Sendable, Equatable {
    public var x: Double
    public var y: Double

    public init(x: Double, y: Double) {
      self.x = x
      self.y = y
    }
  }

  /// A named curve.
  public struct Series: Sendable, Equatable {
    public var name: String
    public var points: [Point]

    public init(name: String, points: [Point]) {
      self.name = name
      self.points = points
    }
  }

  public enum Content: Sendable, Equatable {
    case lines([Series])
    /// Bars from 0 up to `y`, as wide as `width` in units of x, with the diagonal y = x: a
    /// reliability diagram. One whose `y` is no number is left out; its place on the axis stays.
    case bars([Point], width: Double)
  }

  public var title: String
  public var xLabel: String
  public var yLabel: String
  public var content: Content
  /// Whether the x axis is logarithmic; points with x <= 0 are then left out.
  public var isLogarithmic: Bool
  /// How the numbers were made; stands under the drawing.
  public var caption: String

  public init(
    title: String, xLabel: String, yLabel: String, content: Content, isLogarithmic: Bool = false,
    caption: String = ""
  ) {
    self.title = title
    self.xLabel = xLabel
    self.yLabel = yLabel
    self.content = content
    self.isLogarithmic = isLogarithmic
    self.caption = caption
  }

  /// All points that can be drawn.
  var points: [Point] {
    let all =
      switch content {
      case .lines(let series): series.flatMap(\.points)
      case .bars(let points, let width): points.map { Point(x: $0.x + width / 2, y: $0.y) }
      }
    return all.filter { isDrawable($0) }
  }

  func isDrawable(_ point: Point) -> Bool {
    point.x.isFinite && point.y.isFinite && (!isLogarithmic || point.x > 0)
  }
}
