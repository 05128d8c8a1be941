import Reports
import Testing

@Suite struct TableTests {
  let table = {
    var table = Table(
      columns: [.init("model", .left), .init("F1 | %")], caption: "Seed 1, 50 % & x")
    table.append(["bag_of_words", Table.Cell("94.2 ± 0.1", isBest: true)])
    table.append(["<svm>", "92.8"])
    return table
  }()

  @Test func `columns line up on a terminal`() {
    #expect(
      table.terminal == """
        model             F1 | %
        ------------  ----------
        bag_of_words  94.2 ± 0.1
        <svm>               92.8
        Seed 1, 50 % & x

        """)
  }

  @Test func `Markdown escapes what would break the table`() {
    #expect(
      table.markdown == """
        | model | F1 \\| % |
        | --- | ---: |
        | bag_of_words | **94.2 ± 0.1** |
        | \\<svm> | 92.8 |

        Seed 1, 50 % & x

        """)
  }

  @Test func `HTML escapes the text and marks numbers and the best`() {
    #expect(table.html.contains("<td>&lt;svm&gt;</td><td class=\"r\">92.8</td>"))
    #expect(table.html.contains("<b>94.2 ± 0.1</b>"))
    #expect(table.html.contains("<caption>Seed 1, 50 % &amp; x</caption>"))
  }

  @Test func `LaTeX sets signs as formulas that an old font encoding lacks`() {
    var table = Table(columns: [.init("p")])
    table.append([Table.Cell("< 0.001 | > 1")])
    #expect(table.latex.contains("$<$ 0.001 $|$ $>$ 1"))
  }

  @Test func `LaTeX escapes its special characters`() {
    #expect(table.latex.contains("bag\\_of\\_words & \\textbf{94.2 $\\pm$ 0.1} \\\\"))
    #expect(table.latex.contains("\\caption{Seed 1, 50 \\% \\& x}"))
    #expect(table.latex.contains("\\begin{tabular}{lr}"))
  }

  @Test func `a table without rows has its header`() {
    #expect(Table(columns: [.init("a"), .init("b")]).terminal == "a  b\n-  -\n")
  }
}
