import Foundation
import IntentBenchmarks
import IntentTypes
import Testing
import Training

@Suite struct PlanTests {
  let known = KnownDatasets(publicFolder: "/nowhere", helpline: "/nowhere/helpline")
  /// A dataset that is there: this folder.
  let present = DatasetSource(
    path: URL(fileURLWithPath: #filePath).deletingLastPathComponent().path)

  func plan(
    _ suite: BenchmarkPlan.Suite, _ datasets: [DatasetSource], models: [ModelType]? = nil,
    seeds: Int = 2
  ) throws -> BenchmarkPlan {
    try BenchmarkPlan(
      suite: suite, datasets: datasets, known: known, models: models, seeds: seeds, threads: 1)
  }

  @Test func `absent datasets are named and skipped`() throws {
    let plan = try plan(.quick, known.whole + [present])
    #expect(plan.absent.map(\.name) == known.whole.map(\.name))
    #expect(Set(plan.cells.map(\.dataset)) == [present])
  }

  @Test func `a model that no seed changes is measured once`() throws {
    let cells = try plan(.full, [present], models: [.adapter(.svm), .linear], seeds: 3).cells
    let whole = cells.filter { $0.sample == .whole }
    #expect(whole.count { $0.model == .adapter(.svm) } == 1)
    #expect(whole.count { $0.model == .linear } == 3)
    // A few-shot sample is another one for each seed.
    #expect(cells.count { $0.model == .adapter(.svm) && $0.sample == .perIntent(5) } == 3)
  }

  @Test func `what is worth most comes first`() throws {
    let here = KnownDatasets(publicFolder: "/nowhere", helpline: present.path)
    let plan = try BenchmarkPlan(
      suite: .full, datasets: [here.helpline], known: here, models: nil, seeds: 2, threads: 1)
    #expect(
      plan.parts.map(\.title) == [
        "whole datasets, first seed, with robustness", "whole datasets, other seeds",
        "few examples an intent", "ablations, first seed", "learning curves", "cross-validation",
        "ablations, other seeds",
      ])
    #expect(plan.parts[0].cells.allSatisfy { $0.seed == 1 && $0.isPerturbed })
    #expect(Set(plan.parts[0].cells.map(\.model)) == Set(ModelType.all).subtracting([.ruleBot]))
    #expect(plan.parts[1].cells.allSatisfy { $0.model.dependsOnSeed && !$0.isPerturbed })
  }

  @Test func `choices that change nothing, and samples larger than the data, are not planned`()
    throws
  {
    let here = KnownDatasets(publicFolder: "/nowhere", helpline: present.path)
    // English without digits, 12 utterances an intent, nothing out of scope.
    let utterances = (0..<24).map { number in
      LabeledUtterance(
        text: number % 2 == 0 ? "when is the exam" : "may I borrow books",
        intent: Intent(number % 2 == 0 ? "exam" : "library"))
    }
    let profile = DatasetProfile(
      BenchmarkData(train: utterances, validation: [], test: utterances))
    #expect(profile.idleAblations.isSuperset(of: ["emoji-tokens", "class-tokens", "particles"]))
    #expect(
      profile.idleAblations.isSuperset(of: ["second-towers", "out-of-scope-training", "mixtures"]))
    #expect(
      profile.idleAblations.isDisjoint(with: ["character-n-grams", "hidden-layer", "stemming"]))
    let plan = try BenchmarkPlan(
      suite: .full, datasets: [here.helpline], known: here, profiles: [here.helpline: profile],
      models: [.classifier(.default)], seeds: 1, threads: 1)
    #expect(!plan.cells.contains { $0.ablation == "emoji-tokens" })
    #expect(plan.cells.contains { $0.ablation == "hidden-layer" })
    let sizes = plan.cells.compactMap { cell -> Int? in
      if case .perIntent(let size) = cell.sample { size } else { nil }
    }
    #expect(Set(sizes) == [1, 2, 5, 10])
  }

  @Test func `a dataset that was asked for has curves, folds and ablations`() throws {
    let titles = ["ablations, first seed", "learning curves", "cross-validation"]
    let usual = try plan(.full, [present]).parts.map(\.title)
    #expect(Set(usual).isDisjoint(with: titles))
    let own = try BenchmarkPlan(
      suite: .full, datasets: [present], given: [present], known: known, models: nil, seeds: 1,
      threads: 1)
    #expect(Set(own.parts.map(\.title)).isSuperset(of: titles))
  }

  @Test func `models that measure nothing on a dataset are named`() async throws {
    let none = try plan(.full, [present], models: [.ruleBot])
    #expect(none.cells.isEmpty)
    #expect(none.notApplicable == ["rule-bot on \(present.name): no rules.yml there"])
    #expect(try plan(.full, [present]).notApplicable.isEmpty, "not asked for by name")
    try await withTemporaryFolder { folder in
      try "".write(toFile: folder + "/rules.yml", atomically: true, encoding: .utf8)
      let corpus = DatasetSource(name: "mine", path: folder)
      #expect(try plan(.full, [corpus], models: [.ruleBot]).notApplicable.isEmpty)
      #expect(
        try plan(.quick, [corpus], models: [.ruleBot]).notApplicable
          == ["rule-bot on mine: the quick suite asks it on helpline only"])
    }
  }

  @Test func `no two cells share a file`() throws {
    let identifiers = try plan(.full, [present]).cells.map(\.identifier)
    #expect(Set(identifiers).count == identifiers.count && !identifiers.isEmpty)
    #expect(identifiers.allSatisfy { !$0.contains("/") && !$0.contains(" ") })
  }

  @Test func `two datasets of one name are refused, unless one is named anew`() async throws {
    try await withTemporaryFolder { folder in
      let paths = ["a", "b"].map { "\(folder)/\($0)/corpus" }
      for path in paths {
        try FileManager.default.createDirectory(
          atPath: path, withIntermediateDirectories: true)
      }
      let sources = paths.map { DatasetSource(argument: $0) }
      let error = #expect(throws: BenchmarkError.self) {
        try plan(.quick, sources, models: [.naiveBayes])
      }
      #expect(
        error?.description == "the results of \(paths[0]) and of \(paths[1]) would both be named "
          + "corpus-10-shot.naive-bayes.seed1; give one of them another name, as in "
          + "--dataset NAME=PATH")
      let named = DatasetSource(argument: "other=\(paths[1])")
      #expect(named == DatasetSource(name: "other", path: paths[1]))
      #expect(try plan(.quick, [sources[0], named], models: [.naiveBayes]).cells.count == 4)
      // The same one twice is one.
      #expect(try plan(.quick, [named, named], models: [.naiveBayes]).cells.count == 2)
    }
  }

  @Test func `two programs of one name are refused`() throws {
    let programs: [ModelType] = [.program(path: "./a b"), .program(path: "./a_b")]
    let error = #expect(throws: BenchmarkError.self) {
      try plan(.quick, [present], models: programs)
    }
    #expect(error?.description.contains("of program:./a b and of program:./a_b would") == true)
  }

  @Test func `a cell survives JSON`() throws {
    for cell in try plan(.full, [present], models: [.program(path: "/bin/x y"), .naiveBayes]).cells
    {
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
