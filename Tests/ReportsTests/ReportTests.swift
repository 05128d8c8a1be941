import Reports
import Testing

@Suite struct ReportTests {
  let report = {
    var table = Table(columns: [.init("a", .left)])
    table.append(["1"])
    return Report(
      title: "Figures <1>",
      sections: [
        .init(title: "First", blocks: [.paragraph("Text."), .table(table)]),
        .init(title: "Second", blocks: [.preformatted("make & run")]),
      ])
  }()

  @Test func `Markdown has a heading a section`() {
    #expect(
      report.markdown == """
        # Figures \\<1>

        ## First

        Text.

        | a |
        | --- |
        | 1 |

        ## Second

        ```
        make & run
        ```

        """)
  }

  @Test func `the page stands by itself`() {
    #expect(report.html.hasPrefix("<!DOCTYPE html>"))
    #expect(report.html.contains("<h1>Figures &lt;1&gt;</h1>"))
    #expect(report.html.contains("<a href=\"#s1\">Second</a>"))
    #expect(report.html.contains("<pre>make &amp; run</pre>"))
    #expect(!report.html.contains("http") && !report.html.contains("<script"))
  }

  @Test func `LaTeX holds the tables alone`() {
    #expect(report.latex.hasPrefix("% First\n\\begin{table}"))
    #expect(!report.latex.contains("make"))
  }

  @Test func `numbers are printed the same everywhere`() {
    #expect(percent(0.94214) == "94.21" && percent(nil) == "-")
    #expect(percent(mean: 0.9, deviation: 0.0006) == "90.00 ± 0.06")
    #expect(fixed(.nan, decimals: 1) == "-" && fixed(2.0 / 3, decimals: 3) == "0.667")
    #expect(bytes(9_200_000) == "9.2 MB" && bytes(12) == "12 B" && bytes(nil) == "-")
    #expect(pValue(0.0001) == "< 0.001" && pValue(0.0423) == "0.042")
  }
}
