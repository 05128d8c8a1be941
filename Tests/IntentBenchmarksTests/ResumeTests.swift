import Foundation
import IntentBenchmarks
import Testing

/// Which results a run that is started again keeps.
@Suite struct ResumeTests {
  static let samples: [CellSpecification.Sample] = [
    .whole, .perIntent(2), .fold(number: 1, count: 2),
  ]

  func write(_ text: String, to path: String) throws {
    try text.write(toFile: path, atomically: true, encoding: .utf8)
  }

  @Test func `a cell that the budget ends is left, one that takes too long failed`() async throws {
    try await withTemporaryFolder { path in
      let program = path + "/sleeps"
      try write("#!/bin/sh\nexec sleep 60\n", to: program)
      try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: program)
      let source = DatasetSource(name: "made", path: path)
      let plan = try BenchmarkPlan(
        suite: .quick, datasets: [source], known: KnownDatasets(publicFolder: "/", helpline: "/x"),
        models: [.naiveBayes], seeds: 1, threads: 1)
      for (timeout, failed) in [(30, 0), (1, 1)] {
        let folder = ResultsFolder(path: "\(path)/\(timeout)")
        var run = BenchmarkRun(
          plan: plan, folder: folder, executable: program, cellArguments: [], jobs: 1,
          timeoutSeconds: timeout, budgetSeconds: 1, command: "test")
        run.graceSeconds = 1
        let outcome = try await run.run { _, _, _ in }
        #expect(outcome.failed.count == failed && outcome.left == 1 - failed)
        #expect(try folder.results().count == failed)
      }
    }
  }

  @Test func `the rule-bot is measured again when its rules change`() async throws {
    try await withTemporaryFolder { path in
      for part in ["train", "test"] { try write(ProgramTests.corpus, to: "\(path)/\(part).tsv") }
      try write("rules: []", to: path + "/rules.yml")
      let cell = CellSpecification(
        dataset: DatasetSource(name: "made", path: path), model: .ruleBot)
      let runner = CellRunner(adapterFolder: "", timeoutSeconds: 1, command: "test")
      let hash = try #require(await runner.result(of: cell).provenance.rulesHash)
      let folder = ResultsFolder(path: path + "/results")
      try folder.create()
      var result = measuredCell(.ruleBot, correct: [true])
      result.specification = cell
      result.provenance.dataHash = try BenchmarkData(cell).hash
      for (rules, isKept) in [(nil, true), (hash, true), ("other", false)] as [(String?, Bool)] {
        result.provenance.rulesHash = rules
        try folder.write(result)
        #expect(folder.measured([cell]).kept.isEmpty != isKept)
      }
    }
  }

  @Test func `results are kept until their data changes`() async throws {
    try await withTemporaryFolder { path in
      for part in ["train", "test"] {
        try write(ProgramTests.corpus, to: "\(path)/\(part).tsv")
      }
      let source = DatasetSource(name: "made", path: path)
      let cells = Self.samples.flatMap { sample in
        [1, 2].map { CellSpecification(dataset: source, sample: sample, model: .linear, seed: $0) }
      }
      let folder = ResultsFolder(path: path + "/results")
      try folder.create()
      for cell in cells {
        var result = measuredCell(.linear, correct: [true])
        result.specification = cell
        result.provenance.dataHash = try BenchmarkData(cell).hash
        try folder.write(result)
      }
      #expect(folder.measured(cells).kept.count == 6)
      #expect(folder.measured(cells).outdated.isEmpty)

      // Folds do not look at the test part.
      try write(ProgramTests.corpus + "\nexam\tone more", to: path + "/test.tsv")
      #expect(Set(folder.measured(cells).kept.keys) == Set(cells.suffix(2)))
      #expect(folder.measured(cells).outdated == Array(cells.prefix(4)))

      // What cannot be read is not kept, so that its cells say why.
      try write("no tab", to: path + "/test.tsv")
      #expect(folder.measured(cells).kept.isEmpty)
    }
  }
}
