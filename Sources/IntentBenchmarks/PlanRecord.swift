import Foundation

/// What a run set out to measure; kept beside its results, so that a report can say what is missing.
public struct PlanRecord: Codable, Sendable, Equatable {
  public struct Part: Codable, Sendable, Equatable {
    public var title: String
    public var cells: [CellSpecification]
  }

  public var parts: [Part]
  /// Datasets that were not there.
  public var absent: [String]
  /// By dataset: the ablations that change nothing on it.
  public var idleAblations: [String: [String]]

  public init(_ plan: BenchmarkPlan) {
    parts = plan.parts.map { Part(title: $0.title, cells: $0.cells) }
    absent = plan.absent.map(\.name)
    let ablated = Set(plan.cells.filter { $0.ablation != nil }.map(\.dataset))
    idleAblations = Dictionary(
      uniqueKeysWithValues: ablated.map {
        ($0.name, plan.profiles[$0]?.idleAblations.sorted() ?? [])
      })
  }
}

extension ResultsFolder {
  private var planFile: String { path + "/plan.json" }

  /// Keeps what a run sets out to measure.
  ///
  /// - Throws: `unwritable`.
  func write(_ plan: PlanRecord) throws(BenchmarkError) {
    try Self.write(try Self.json(plan), to: planFile)
  }

  /// What the last run set out to measure; nil where none has been started here.
  ///
  /// - Throws: `unreadableResult`.
  func plan() throws(BenchmarkError) -> PlanRecord? {
    guard FileManager.default.fileExists(atPath: planFile) else { return nil }
    do {
      let data = try Data(contentsOf: URL(fileURLWithPath: planFile))
      return try JSONDecoder().decode(PlanRecord.self, from: data)
    } catch {
      throw .unreadableResult(path: planFile, reason: "\(error)")
    }
  }
}
