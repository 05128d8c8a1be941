import Foundation
import FoundationXML
import Reports
import Testing

@Suite struct FigureTests {
  let curve = Figure(
    title: "Accuracy & size", xLabel: "examples", yLabel: "accuracy",
    content: .lines([
      .init(
        name: "<a>", points: [.init(x: 5, y: 0.7), .init(x: 10, y: 0.8), .init(x: 100, y: 0.9)]),
      .init(name: "b", points: [.init(x: 10, y: 0.75), .init(x: 0, y: .nan)]),
    ]), isLogarithmic: true)

  @Test func `a drawing is well-formed XML that loads nothing`() throws {
    #expect(try elements(in: curve.svg)["polyline"] == 2)
    #expect(!curve.svg.contains("href"))
    #expect(curve.svg.contains("Accuracy &amp; size"))
  }

  @Test func `what is no number is not drawn`() {
    #expect(!curve.svg.contains("nan") && !curve.svg.contains("inf"))
  }

  @Test func `the ends of a curve lie at the ends of the axes`() {
    // Left 60, right 640 - 170 = 470; lower 360 - 48 = 312, upper 36; y from 0.7 to 0.9.
    #expect(curve.svg.contains("points=\"60.0,312.0 "))
    #expect(curve.svg.contains(" 470.0,36.0\""))
  }

  @Test func `a reliability diagram has a bar a bin and the diagonal`() throws {
    let diagram = Figure(
      title: "Reliability", xLabel: "confidence", yLabel: "accuracy",
      content: .bars([.init(x: 0, y: 0.1), .init(x: 0.5, y: 0.8)], width: 0.5))
    #expect(try elements(in: diagram.svg)["path"] == 2)
    #expect(diagram.svg.contains("x1=\"60.0\" y1=\"312.0\" x2=\"470.0\" y2=\"36.0\""))
  }

  @Test(arguments: [[Figure.Point](), [.init(x: 3, y: 0.5)]])
  func `few points are no trouble`(points: [Figure.Point]) throws {
    let figure = Figure(
      title: "t", xLabel: "x", yLabel: "y", content: .lines([.init(name: "s", points: points)]))
    #expect(try elements(in: figure.svg)["polyline"] == 1)
    #expect(!figure.svg.contains("nan"))
  }

  @Test func `the numbers of a drawing as a table`() {
    #expect(
      curve.table.markdown.hasPrefix(
        """
        | examples | \\<a> | b |
        | ---: | ---: | ---: |
        """))
    #expect(curve.table.markdown.contains("| 10 | 0.8 | 0.75 |"))
  }
}

/// How often each element occurs; throws where the text is not well-formed.
func elements(in xml: String) throws -> [String: Int] {
  final class Counter: NSObject, XMLParserDelegate {
    var counts: [String: Int] = [:]
    func parser(
      _ parser: XMLParser, didStartElement name: String, namespaceURI: String?,
      qualifiedName: String?, attributes: [String: String]
    ) { counts[name, default: 0] += 1 }
  }
  let counter = Counter()
  let parser = XMLParser(data: Data(xml.utf8))
  parser.delegate = counter
  try #require(parser.parse(), "\(String(describing: parser.parserError)): \(xml)")
  return counter.counts
}
