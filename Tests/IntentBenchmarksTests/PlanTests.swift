import Foundation
import IntentBenchmarks
import Testing

@Suite struct PlanTests {
  let known = KnownDatasets(publicFolder: "/nowhere", helpline: "/nowhere/helpline")
  /// A dataset that is there: this folder.
  let present = DatasetSource(
    path: URL(fileURLWithPath: #filePath).deletingLastPathComponent().path)

  func plan(
    _ suite: BenchmarkPlan.Suite, _ datasets: [DatasetSource], models: [ModelType]? = nil,
    seeds: Int = 2
  ) -> BenchmarkPlan {
    BenchmarkPlan(
      suite: suite, datasets: datasets, known: known, models: models, seeds: seeds, threads: 1)
  }

  @Test func `absent datasets are named and skipped`() {
    let plan = plan(.quick, known.whole + [present])
    #expect(plan.absent.map(\.name) == known.whole.map(\.name))
    #expect(Set(plan.cells.map(\.dataset)) == [present])
  }

  @Test func `a model that no seed changes is measured once`() {
    let cells = plan(.full, [present], models: [.adapter(.svm), .linear], seeds: 3).cells
    let whole = cells.filter { $0.sample == .whole }
    #expect(whole.count { $0.model == .adapter(.svm) } == 1)
    #expect(whole.count { $0.model == .linear } == 3)
    // A few-shot sample is another one for each seed.
    #expect(cells.count { $0.model == .adapter(.svm) && $0.sample == .perIntent(5) } == 3)
  }

  @Test func `no two cells share a file`() {
    let identifiers = plan(.full, [present]).cells.map(\.identifier)
    #expect(Set(identifiers).count == identifiers.count && !identifiers.isEmpty)
    #expect(identifiers.allSatisfy { !$0.contains("/") && !$0.contains(" ") })
  }

  @Test func `a cell survives JSON`() throws {
    for cell in plan(.full, [present], models: [.program(path: "/bin/x y"), .naiveBayes]).cells {
      let data = try JSONEncoder().encode(cell)
      #expect(try JSONDecoder().decode(CellSpecification.self, from: data) == cell)
    }
  }

  @Test func `model types are known by name`() throws {
    for model in ModelType.all { #expect(try ModelType(name: model.name) == model) }
    #expect(try ModelType(name: "program:./mine") == .program(path: "./mine"))
    let error = #expect(throws: BenchmarkError.self) { try ModelType(name: "gpt") }
    #expect(error?.description.hasPrefix("unknown model type 'gpt'; expected one of senim") == true)
  }

  @Test func `every ablation changes the settings and has its own name`() {
    #expect(Set(Ablation.all.map(\.name)).count == Ablation.all.count)
    #expect(Ablation.all.allSatisfy { Ablation.named($0.name) != nil })
  }
}
