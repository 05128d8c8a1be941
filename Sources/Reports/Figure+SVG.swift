extension Figure {
  private static let width = 640.0
  private static let height = 360.0
  private static let left = 60.0
  private static let right = 170.0
  private static let top = 36.0
  private static let bottom = 48.0
  /// Told apart also by the colour-blind (Okabe & Ito 2008).
  private static let colors = [
    "#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9", "#000000", "#999933",
    "#882255", "#44aa99",
  ]

  /// A complete `<svg>` element; text and colours are part of it, nothing is loaded.
  public var svg: String {
    let x = xAxis
    let y = Axis(points.map(\.y) + (isBars ? [0, 1] : []))
    var text = """
      <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 640 360" \
      \(accessibleName(title, summary)) font-family="sans-serif" font-size="12">
      \(nameElements(title, summary))
      <text x="60" y="20" font-size="14">\(escapedXML(title))</text>

      """
    text += grid(x, y)
    switch content {
    case .lines(let series): text += curves(series, x, y)
    case .bars(let points, let width): text += bars(points, width, x, y)
    }
    return text + "</svg>\n"
  }

  /// What a person who cannot see the drawing is told.
  private var summary: String {
    switch content {
    case .lines(let series):
      "\(yLabel) by \(xLabel): \(series.map(\.name).joined(separator: ", "))"
    case .bars(let points, _): "\(yLabel) by \(xLabel) in \(points.count) bins"
    }
  }

  private var isBars: Bool {
    if case .bars = content { true } else { false }
  }

  private var xAxis: Axis {
    guard case .bars(let bars, let width) = content else {
      return Axis(points.map(\.x), isLogarithmic: isLogarithmic)
    }
    return Axis(bars.map(\.x) + bars.map { $0.x + width })
  }

  private func place(_ point: Point, _ x: Axis, _ y: Axis) -> (x: String, y: String) {
    let across = Self.width - Self.left - Self.right
    let down = Self.height - Self.top - Self.bottom
    return (
      pixels(Self.left + across * x.position(point.x)),
      pixels(Self.height - Self.bottom - down * y.position(point.y))
    )
  }

  private func grid(_ x: Axis, _ y: Axis) -> String {
    var text = ""
    for tick in y.ticks {
      let from = place(Point(x: x.lower, y: tick), x, y)
      let to = place(Point(x: x.upper, y: tick), x, y)
      text += line(from, to, "#ddd")
      text += """
        <text x="54" y="\(from.y)" dy="4" text-anchor="end">\(Axis.label(tick))</text>

        """
    }
    for tick in x.ticks {
      let foot = place(Point(x: tick, y: y.lower), x, y)
      text += """
        <text x="\(foot.x)" y="328" text-anchor="middle">\(Axis.label(tick))</text>

        """
    }
    let origin = place(Point(x: x.lower, y: y.lower), x, y)
    text += line(origin, place(Point(x: x.upper, y: y.lower), x, y), "#333")
    text += line(origin, place(Point(x: x.lower, y: y.upper), x, y), "#333")
    return text + """
      <text x="265" y="350" text-anchor="middle">\(escapedXML(xLabel))</text>
      <text x="14" y="174" text-anchor="middle" transform="rotate(-90 14 174)">\
      \(escapedXML(yLabel))</text>

      """
  }

  private func curves(_ series: [Series], _ x: Axis, _ y: Axis) -> String {
    var text = ""
    for (number, curve) in series.enumerated() {
      let color = Self.colors[number % Self.colors.count]
      let path = curve.points.filter { isDrawable($0) }.map { point -> String in
        let spot = place(point, x, y)
        return "\(spot.x),\(spot.y)"
      }
      text += """
        <polyline fill="none" stroke="\(color)" stroke-width="2" \
        points="\(path.joined(separator: " "))"/>
        <text x="482" y="\(48 + 16 * number)" fill="\(color)">\(escapedXML(curve.name))</text>

        """
    }
    return text
  }

  private func bars(_ points: [Point], _ width: Double, _ x: Axis, _ y: Axis) -> String {
    var text = ""
    for point in points where isDrawable(point) {
      let corner = place(point, x, y)
      let foot = place(Point(x: point.x + width, y: 0), x, y)
      text += """
        <path fill="#56b4e9" stroke="#fff" \
        d="M\(corner.x) \(corner.y)H\(foot.x)V\(foot.y)H\(corner.x)Z"/>

        """
    }
    let end = min(x.upper, y.upper)
    return text
      + line(place(Point(x: 0, y: 0), x, y), place(Point(x: end, y: end), x, y), "#d55e00")
  }

  private func line(
    _ from: (x: String, y: String), _ to: (x: String, y: String), _ color: String
  ) -> String {
    """
    <line x1="\(from.x)" y1="\(from.y)" x2="\(to.x)" y2="\(to.y)" stroke="\(color)"/>

    """
  }
}
