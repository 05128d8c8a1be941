import Foundation
import Reports

extension ResultsFolder {
  /// Writes `results.json`, `report.md`, `report.html` and `tables.tex` from the cells that are there.
  ///
  /// - Parameter resultsPage: a file for the page that `docs/results.md` is; nil for none.
  /// - Returns: the main table for a terminal.
  /// - Throws: `unreadableResult`, `unwritable`.
  @discardableResult
  public func writeReport(resultsPage: String? = nil) throws(BenchmarkError) -> String {
    let results = try results()
    let pages = BenchmarkReport(results, plan: try plan())
    let report = pages.report
    try Self.write(try Self.json(results), to: path + "/results.json")
    try Self.write(Data(report.markdown.utf8), to: path + "/report.md")
    try Self.write(Data(report.html.utf8), to: path + "/report.html")
    try Self.write(Data(report.latex.utf8), to: path + "/tables.tex")
    if let resultsPage {
      try Self.write(Data(pages.resultsPage.markdown.utf8), to: resultsPage)
    }
    return pages.terminalTable
  }
}
