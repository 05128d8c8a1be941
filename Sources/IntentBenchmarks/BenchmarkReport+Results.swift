public import Reports
import Training

extension BenchmarkReport {
  /// The page for `docs/results.md`: the tables that a reader wants, without those of single intents,
  /// points of curves and cells, which `report.html` and `results.json` have.
  public var resultsPage: Report {
    let sections = [
      overview, planSection, lossesSection, accuracySection, publishedSection, outOfScopeSection,
      calibrationSection, robustnessSection, curveSection, ablationSection, ownDifferencesSection,
      costSection, languageSection, failureSection, sourcesSection,
    ]
    return Report(
      title: "Results",
      sections: sections.compactMap { $0 }.map { section in
        let isCurve = section.title == curveSection?.title
        return Report.Section(
          title: section.title,
          blocks: section.blocks.filter { block in
            if case .figure = block { isCurve } else { true }
          })
      })
  }

  /// The tests of our default preset against each other model.
  private var ownDifferencesSection: Report.Section? {
    let name = ModelType.classifier(.default).name
    return significanceSection { $0.first == name || $0.second == name }
  }

  /// What the tables rest on, row by row.
  private var sourcesSection: Report.Section {
    var table = Table(
      columns: [
        .init("data", .left), .init("cells"), .init("data SHA-256, by seed or fold", .left),
      ],
      caption: caption("Versions of the outside programs: \(programVersions)."))
    let measured = results.filter { $0.failure == nil }
    for (row, cells) in Dictionary(grouping: measured, by: \.specification.row)
      .sorted(by: { $0.key < $1.key })
    {
      let hashes = Set(cells.map { String($0.provenance.dataHash.prefix(12)) }).sorted()
      table.append([
        Table.Cell(row), Table.Cell("\(cells.count)"), Table.Cell(hashes.joined(separator: ", ")),
      ])
    }
    return Report.Section(title: "What the figures rest on", blocks: [.table(table)])
  }

  private var programVersions: String {
    let own = Set(Provenance.ownVersions)
    let names = Set(results.flatMap(\.provenance.versions)).subtracting(own).sorted()
    return names.isEmpty ? "none" : names.joined(separator: ", ")
  }
}
