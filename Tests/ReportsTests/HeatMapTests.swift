import Reports
import Testing

@Suite struct HeatMapTests {
  static let map: HeatMap = {
    var map = HeatMap(
      title: "Fees & exams", summary: "<fees> is taken for exams 3 times.",
      rowLabel: "right answer", columnLabel: "taken for", shareLabel: "share of the row",
      columns: ["<fees>", "exams", "a name that is longer than anyone would like"])
    map.append(
      "<fees>",
      [
        .init("9", share: 0.75, isExpected: true), .init("3", share: 0.25), .init("", share: 0),
      ])
    map.append(
      "exams",
      [.init("1", share: 0.01), .init("98", share: 0.98, isExpected: true), .init("1", share: 0.1)])
    return map
  }()

  @Test func `is well-formed XML that loads nothing, and names itself for a screen reader`() throws
  {
    let svg = Self.map.svg
    let counts = try elements(in: svg)
    // One title of the drawing and one a cell; six shades of the scale beside the six cells.
    #expect(counts["title"] == 7 && counts["desc"] == 1 && counts["rect"] == 12)
    #expect(!svg.contains("href"))
    #expect(svg.contains("aria-labelledby=\"f-Fees---exams-title f-Fees---exams-summary\""))
    #expect(
      svg.contains("<desc id=\"f-Fees---exams-summary\">&lt;fees&gt; is taken for exams 3 times."))
  }

  @Test func `a shade says how large a share is, and the place where it should be stays grey`() {
    let svg = Self.map.svg
    let cells = svg.split(separator: "\n").filter { $0.hasPrefix("<g>") }
    let fills = cells.map { cell in
      cell.split(separator: "fill=\"").dropFirst().first.map { String($0.prefix(7)) }
    }
    #expect(
      fills == ["#e6e6e6", "#08306b", "#ffffff", "#deebf7", "#e6e6e6", "#6baed6"])
    #expect(cells.first?.contains("<title>&lt;fees&gt; → &lt;fees&gt;: 9</title>") == true)
  }

  @Test func `a long name is cut in the drawing and whole in the cells' titles`() {
    #expect(Self.map.svg.contains(">a name that is longer tha…</text>"))
    #expect(Self.map.svg.contains("exams → a name that is longer than anyone would like: 1"))
  }

  @Test func `becomes a table of its numbers in Markdown and a drawing in HTML`() {
    let report = Report(title: "t", sections: [.init(title: "s", blocks: [.heatMap(Self.map)])])
    #expect(report.markdown.contains("| exams | 1 | 98 | 1 |"))
    #expect(report.html.contains(Self.map.svg) && !report.html.contains("<figcaption>"))
    var map = Self.map
    map.caption = "Seed <1>."
    let captioned = Report(title: "t", sections: [.init(title: "s", blocks: [.heatMap(map)])])
    #expect(captioned.html.contains("<figcaption>Seed &lt;1&gt;.</figcaption>"))
    #expect(captioned.markdown.contains("exams 3 times. Seed \\<1>."))
  }
}
