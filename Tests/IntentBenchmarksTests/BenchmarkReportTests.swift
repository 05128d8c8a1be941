import Evaluation
import Foundation
import IntentBenchmarks
import Reports
import Testing
import Training

@Suite struct BenchmarkReportTests {
  static let right = [Bool](repeating: true, count: 200)
  static let half = (0..<200).map { $0 % 2 == 0 }
  static let results = [
    measuredCell(.classifier(.default), correct: right),
    measuredCell(.classifier(.default), seed: 2, correct: Array(right.dropLast()) + [false]),
    measuredCell(.adapter(.svm), correct: half),
    measuredCell(.classifier(.default), correct: half, ablation: "stemming"),
    CellResult(
      CellSpecification(
        dataset: DatasetSource(name: "made", path: "/nowhere"), model: .adapter(.fasttext)),
      failure: "fasttext was ended after 9 s",
      provenance: measuredCell(.naiveBayes, correct: []).provenance),
  ]

  @Test func `the table has mean and spread over seeds`() {
    let table = BenchmarkReport(Self.results).terminalTable
    #expect(table.contains("99.75 ± 0.35"))
    #expect(table.contains("50.00"))
  }

  @Test func `the page has every section, and the reason of a failure`() throws {
    let report = BenchmarkReport(Self.results).report
    let titles = report.sections.map(\.title)
    for title in [
      "Accuracy", "Cost", "Calibration", "Robustness", "Differences between models", "Ablations",
      "Intents", "Cells that failed", "Provenance",
    ] { #expect(titles.contains(title), "\(title) is missing in \(titles)") }
    #expect(report.html.contains("fasttext was ended after 9 s"))
    #expect(report.html.contains("benchmark-intents run"))
    #expect(report.markdown.contains("**-50.00 (1; \\< 0.001)**"))
    #expect(!report.markdown.contains(" nan"))
  }

  @Test func `the confusion matrix is a heat map on the page and whole in the results`() throws {
    let cell = measuredCell(.classifier(.default), correct: Self.half)
    let report = BenchmarkReport([cell]).report
    #expect(report.html.contains("made: the 2 most confused of 2 intents</title>"))
    #expect(report.html.contains("<title>exam → library: 100</title>"))
    #expect(report.markdown.contains("| exam | 100 | 100 |  |"))
    let matrix = try #require(cell.figures?.confusionMatrix)
    #expect(matrix.counts == [[100, 100], [0, 0]])
    // Nothing confused, nothing drawn.
    let perfect = BenchmarkReport([measuredCell(.classifier(.default), correct: Self.right)])
    #expect(!perfect.report.html.contains("most confused of"))
  }

  @Test func `what is missing is said plainly`() throws {
    let here = DatasetSource(name: "made", path: "/")
    let known = KnownDatasets(publicFolder: "/nowhere", helpline: "/nowhere")
    let plan = try BenchmarkPlan(
      suite: .full, datasets: [here, known.snips], known: known,
      models: [.classifier(.default), .naiveBayes], seeds: 2, threads: 1)
    let cells = [
      measuredCell(.classifier(.default), correct: Self.half),
      CellResult(
        CellSpecification(dataset: here, model: .naiveBayes), failure: "no memory",
        provenance: measuredCell(.naiveBayes, correct: []).provenance),
    ]
    let text = BenchmarkReport(cells, plan: PlanRecord(plan)).report.markdown
    #expect(text.contains("9 cells of the plan are missing"))
    #expect(text.contains("| whole datasets, first seed, with robustness | 2 | 1 | 1 | 0 |"))
    #expect(text.contains("| whole datasets, other seeds | 1 | 0 | 0 | **1** |"))
    #expect(text.contains("| whole datasets, other seeds | made | everything (1 cells) |"))
    #expect(
      text.contains("| few examples an intent | made-10-shot | everything (4 cells) |"))
    #expect(text.contains("Datasets that were not there: snips."))
    #expect(!BenchmarkReport(cells).report.markdown.contains("What is missing"))
  }

  @Test func `the results page says where a rival is better, and what others have published`()
    throws
  {
    let worse = [
      measuredCell(.classifier(.default), correct: Self.half, dataset: "clinc150"),
      measuredCell(.classifier(.best), correct: Self.right, dataset: "clinc150"),
      measuredCell(.adapter(.svm), correct: Self.right, dataset: "clinc150"),
      measuredCell(.naiveBayes, correct: Self.half, dataset: "clinc150"),
    ]
    let page = BenchmarkReport(worse).resultsPage.markdown
    #expect(page.contains("has the higher mean accuracy on 1 of them"))
    #expect(page.contains("| clinc150 | svm | 100.00 | 50.00 | 50.00 | \\< 0.001 |"))
    #expect(!page.contains("| clinc150 | naive-bayes | 50.00 |"), "equal is no loss")
    #expect(!page.contains("| clinc150 | senim-best | 100.00 | 50.00"), "our presets are no rivals")
    #expect(page.contains("| macro-F1 | 1 | 1 | svm 1 | 0 |"))
    #expect(page.contains("| training seconds | 1 | 0 |  | 1 |"))
    #expect(
      page.contains(
        "| clinc150 | BERT fine-tuned, threshold | 96.20 | 50.00 | 100.00 | 52.3 | - / - | Larson"))
    #expect(
      page.contains("are better: clinc150: BERT fine-tuned, trained with oos, by 46.90 points."))
    #expect(page.hasPrefix("# Results\n"))
    #expect(!page.contains("## Intents") && !page.contains("## Provenance"))
    let better = BenchmarkReport([
      measuredCell(.classifier(.default), correct: Self.right),
      measuredCell(.naiveBayes, correct: Self.half),
    ])
    #expect(better.resultsPage.markdown.contains("has the higher mean accuracy on 0 of them."))
  }

  @Test func `rows without a rival are no rows we won, and ties are named`() {
    let page = BenchmarkReport([
      measuredCell(.classifier(.default), correct: Self.right),
      measuredCell(.classifier(.default), correct: Self.half, dataset: "tied"),
      measuredCell(.adapter(.svm), correct: Self.half, dataset: "tied"),
      measuredCell(.naiveBayes, correct: Self.half.map { _ in false }, dataset: "tied"),
    ]).resultsPage.markdown
    #expect(page.contains("1 rows were measured with the default preset and with a rival"))
    #expect(page.contains("on 0 of them, and the same on 1: tied with svm."))
    #expect(page.contains("No rival was measured yet on made."))
    #expect(page.contains("| macro-F1 | 1 | 0 |  | 1 |"))
  }

  @Test func `figures that print alike are equal`() {
    // (0.98 * 3 + 0.985 + 0.975) / 5 in floating point is not 0.98.
    func cell(_ model: ModelType, _ seed: UInt64, _ wrong: Int) -> CellResult {
      measuredCell(model, seed: seed, correct: (0..<700).map { $0 >= wrong })
    }
    let cells =
      [14, 13, 15, 14, 14].enumerated().map {
        cell(.classifier(.default), UInt64($0.offset + 1), $0.element)
      } + [cell(.adapter(.svm), 1, 14), cell(.adapter(.vowpalWabbit), 1, 14)]
    let page = BenchmarkReport(cells).resultsPage.markdown
    #expect(page.contains("| made | **98.00 ± 0.10** | **98.00** | **98.00** |"), "\(page)")
    #expect(page.contains("on 0 of them, and the same on 1: made with svm, vowpal-wabbit."))
    #expect(asPrinted(0.98) == asPrinted(0.98 + 1e-9) && asPrinted(0.98) != asPrinted(0.9801))
    #expect(asPrinted(nil) == nil && asPrinted(.nan) == nil)
  }

  @Test func `an interval belongs to the figure before it`() throws {
    // The first seed alone would have an interval of a single point, 100.
    let page = BenchmarkReport([
      measuredCell(.linear, correct: Self.right),
      measuredCell(.linear, seed: 2, correct: Self.half),
    ]).report.markdown
    let row = try #require(
      page.firstMatch(of: /\| made \| senim-linear \| ([\d.]+) \[([\d.]+), ([\d.]+)\]/))
    let figures = [row.1, row.2, row.3].compactMap { Double($0) }
    #expect(figures[0] == 75 && figures[1] > 70 && figures[1] < 75)
    #expect(figures[2] > 75 && figures[2] < 80)
    // Half right in the macro-F1 of one seed: its mean stands apart from the first seed's own.
    #expect(page.contains(" | 100.00 [100.00, 100.00] | "))
    // Folds have utterances of their own, and sizes of their own.
    let folds = [(0, Self.right), (1, [false, true])].map { number, correct in
      var cell = measuredCell(.linear, correct: correct)
      cell.specification.sample = .fold(number: number, count: 2)
      return cell
    }
    #expect(
      BenchmarkReport(folds).report.markdown.contains("| made-2-fold | senim-linear | 75.00 [98."))
  }

  @Test func `times of cells that ran side by side are remarked and count as no loss`() {
    var cells = [
      measuredCell(.classifier(.default), correct: Self.right),
      measuredCell(.naiveBayes, correct: Self.half),
    ]
    #expect(BenchmarkReport(cells).resultsPage.markdown.contains("One cell ran at a time."))
    cells[1].provenance.command = "benchmark-intents run --jobs 2 --minutes 55"
    #expect(cells.map(\.provenance.jobs) == [1, 2])
    let page = BenchmarkReport(cells).resultsPage.markdown
    #expect(
      page.contains(
        "1 of 2 cells ran side by side, up to 2 at a time with 2 threads each on 2 cores (--jobs)"))
    #expect(
      !page.contains("| training seconds |") && !page.contains("| median time an utterance |"))
    #expect(page.contains("| peak memory | 1 | 0 |"))
    #expect(page.contains("times are not counted where cells ran side by side (--jobs)."))
  }

  @Test func `a test part that was held out is told`() {
    var cell = measuredCell(.linear, correct: Self.half)
    #expect(!BenchmarkReport([cell]).report.markdown.contains("training part only"))
    cell.provenance.heldOut = "24 of 120 utterances, by seed 1"
    #expect(
      BenchmarkReport([cell]).report.markdown.contains(
        "made has a training part only: tested on 24 of 120 utterances, by seed 1, held out"))
  }

  @Test func `ablations are means over seeds, and say what was idle`() throws {
    let here = DatasetSource(name: "made", path: "/")
    let known = KnownDatasets(publicFolder: "/nowhere", helpline: "/nowhere")
    var record = PlanRecord(
      try BenchmarkPlan(
        suite: .full, datasets: [here], known: known, models: nil, seeds: 1, threads: 1))
    record.idleAblations = ["made": ["particles"]]
    let almost = Array(Self.right.dropLast(2)) + [false, false]
    let cells = [
      measuredCell(.classifier(.default), correct: Self.right),
      measuredCell(.classifier(.default), seed: 2, correct: Self.right),
      measuredCell(.classifier(.default), correct: Self.half, ablation: "stemming"),
      measuredCell(.classifier(.default), seed: 2, correct: almost, ablation: "stemming"),
    ]
    let text = BenchmarkReport(cells, plan: record).report.markdown
    #expect(text.contains("| stemming | -25.50 (2; 0.250) |"), "\(text)")
    #expect(text.contains("| particles | idle |"))
  }

  @Test func `a clear difference is significant, none is not`() throws {
    let tests = PairwiseTest.all(in: Self.results)
    let test = try #require(tests.first)
    #expect(tests.count == 1 && test.isSignificant)
    #expect(test.first == "senim" && test.second == "svm")
    #expect(abs(test.difference - 0.4975) < 1e-9)
    let same = PairwiseTest.all(in: [
      measuredCell(.linear, correct: Self.half), measuredCell(.naiveBayes, correct: Self.half),
    ])
    #expect(same.first?.p == 1 && same.first?.isSignificant == false)
  }

  @Test func `models are compared seed by seed, whichever seeds were measured`() throws {
    // Equal for each seed; the first seed of one is missing.
    let cells = [
      measuredCell(.linear, seed: 1, correct: Self.right),
      measuredCell(.linear, seed: 2, correct: Self.half),
      measuredCell(.classifier(.default), seed: 2, correct: Self.half),
    ]
    #expect(PairwiseTest.all(in: cells).map(\.difference) == [0])
    // No seed in common, no comparison; a model that no seed changes meets every seed.
    #expect(PairwiseTest.all(in: [cells[0], cells[2]]).isEmpty)
    let svm = measuredCell(.adapter(.svm), correct: Self.half)
    #expect(PairwiseTest.all(in: [svm, cells[2]]).map(\.difference) == [0])
  }

  @Test func `a figure of one row names the commands and seeds of that row alone`() throws {
    var other = measuredCell(.linear, seed: 7, correct: Self.half, dataset: "other")
    other.provenance.command = "benchmark-intents run --seeds 7"
    let page = BenchmarkReport([measuredCell(.linear, correct: Self.half), other]).report.markdown
    let captions = page.split(separator: "\n").filter { $0.contains("made: accuracy on perturbed") }
    #expect(captions.count == 1)
    #expect(captions.first?.contains("Command: benchmark-intents run. Seeds: 1. ") == true)
  }

  @Test func `an empty bin has no bar, and rejection has a curve without out-of-scope utterances`()
    throws
  {
    let report = BenchmarkReport([measuredCell(.classifier(.default), correct: Self.half)]).report
    let section = try #require(report.sections.first { $0.title == "Calibration" })
    let figures = section.blocks.compactMap { block -> Figure? in
      if case .figure(let figure) = block { figure } else { nil }
    }
    #expect(
      figures.map(\.title) == [
        "made: reliability of senim, first seed", "made: accuracy of the answered, first seed",
      ])
    let accuracies = figures[0].table.rows.map { $0[1].text }
    #expect(accuracies.count == 15 && accuracies.filter { !$0.isEmpty } == ["0.5"])
    #expect(report.html.firstMatch(of: /\bnan\b/) == nil)
    #expect(report.markdown.firstMatch(of: /\bnan\b/) == nil)
  }

  @Test func `models that met other utterances are not compared`() {
    #expect(
      PairwiseTest.all(in: [
        measuredCell(.linear, correct: Self.half),
        measuredCell(.naiveBayes, correct: Self.half, dataHash: "d2"),
      ]).isEmpty)
  }

  @Test func `two runs are compared cell by cell`() {
    let before = [
      measuredCell(.linear, correct: Self.half), measuredCell(.naiveBayes, correct: Self.half),
      measuredCell(.nearestCentroid, correct: Self.half),
    ]
    let after = [
      measuredCell(.linear, correct: Self.right), measuredCell(.naiveBayes, correct: Self.half),
      measuredCell(.nearestCentroid, correct: Self.half, dataHash: "d2"),
    ]
    let comparison = Comparison(before, after)
    #expect(comparison.rows.map(\.cell) == ["made.senim-linear.seed1", "made.naive-bayes.seed1"])
    #expect(comparison.rows.map(\.isSignificant) == [true, false])
    #expect(comparison.incomparable == ["made.nearest-centroid.seed1"])
    #expect(
      comparison.sentence == "2 cells compared, 1 with another accuracy; B is significantly better "
        + "in 1 and worse in 0; 1 cells could not be compared.")
    #expect(comparison.table(all: false).rows.count == 1)
    #expect(
      comparison.origins.map { $0.prefix(26) } == [
        "A: benchmark-intents run. ", "B: benchmark-intents run. ",
      ])
  }

  @Test func `a folder gives its results back and writes the pages`() async throws {
    try await withTemporaryFolder { path in
      let folder = ResultsFolder(path: path)
      try folder.create()
      for result in Self.results { try folder.write(result) }
      #expect(
        try Set(folder.results().map(\.specification)) == Set(Self.results.map(\.specification)))
      #expect(folder.measured(Self.results[0].specification) == Self.results[0])
      #expect(folder.measured(Self.results[4].specification) == nil, "a failure is measured again")
      try folder.writeReport()
      for name in ["results.json", "report.md", "report.html", "tables.tex"] {
        #expect(FileManager.default.fileExists(atPath: path + "/" + name))
      }
      #expect(throws: BenchmarkError.self) { try ResultsFolder(path: path + "/none").results() }
    }
  }
}
