import Foundation
import ModelFiles

/// Where a run keeps its results: one file a cell under `cells/`, written whole, so that an interrupted
/// run goes on where it stopped.
public struct ResultsFolder: Sendable {
  public let path: String

  public init(path: String) {
    self.path = path
  }

  /// The file of a cell.
  public func file(of specification: CellSpecification) -> String {
    "\(path)/cells/\(specification.identifier).json"
  }

  /// Makes the folder.
  ///
  /// - Throws: `unwritable`.
  public func create() throws(BenchmarkError) {
    try Self.makeFolder(path + "/cells")
  }

  /// Makes a folder with those that it lies in.
  ///
  /// - Throws: `unwritable`.
  static func makeFolder(_ path: String) throws(BenchmarkError) {
    do {
      try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    } catch {
      throw .unwritable(path: path, reason: error.localizedDescription)
    }
  }

  /// Keeps a result in the place of an older one of the same cell.
  ///
  /// - Throws: `unwritable`.
  public func write(_ result: CellResult) throws(BenchmarkError) {
    try Self.write(result, to: file(of: result.specification))
  }

  /// Writes a result to a file whole or not at all.
  ///
  /// - Throws: `unwritable`.
  public static func write(_ result: CellResult, to path: String) throws(BenchmarkError) {
    try write(try json(result), to: path)
  }

  /// Writes a file of the run whole or not at all.
  ///
  /// - Throws: `unwritable`.
  static func write(_ data: Data, to path: String) throws(BenchmarkError) {
    do throws(ModelFileError) {
      try writeFileWhole(data, to: path)
    } catch {
      throw .unwritable(path: path, reason: "\(error)")
    }
  }

  /// The measured result of a cell: nil when there is none, or only a failure, or one of another
  /// version of the benchmark.
  public func measured(_ specification: CellSpecification) -> CellResult? {
    guard let result = try? Self.read(file(of: specification)), result.failure == nil,
      result.specification == specification,
      result.provenance.versions.contains("benchmark-intents \(Provenance.benchmarkVersion)")
    else { return nil }
    return result
  }

  /// The measured results of cells; those that were measured on other utterances or by other rules than lie
  /// there now are `outdated`.
  public func measured(
    _ cells: [CellSpecification]
  ) -> (kept: [CellSpecification: CellResult], outdated: [CellSpecification]) {
    let stored = Dictionary(
      cells.compactMap { cell in measured(cell).map { (cell, $0) } },
      uniquingKeysWith: { result, _ in result })
    let hashes = DataHashes(of: stored.keys)
    let kept = stored.filter { cell, result in
      let rules = result.provenance.rulesHash
      return result.provenance.dataHash == hashes[cell]
        && (rules == nil || rules == cell.dataset.rulesHash)
    }
    return (kept, cells.filter { stored[$0] != nil && kept[$0] == nil })
  }

  /// All results, failures among them, ordered by file name.
  ///
  /// - Throws: `unreadableResult` for the folder, or for a file that is no result.
  public func results() throws(BenchmarkError) -> [CellResult] {
    let names: [String]
    do {
      names = try FileManager.default.contentsOfDirectory(atPath: path + "/cells")
    } catch {
      throw .unreadableResult(
        path: path, reason: "it has no folder `cells`; run the benchmark first")
    }
    var results: [CellResult] = []
    for name in names.sorted() where name.hasSuffix(".json") {
      results.append(try Self.read("\(path)/cells/\(name)"))
    }
    return results
  }

  /// Reads the result of one cell.
  ///
  /// - Throws: `unreadableResult`.
  public static func read(_ path: String) throws(BenchmarkError) -> CellResult {
    do {
      let data = try Data(contentsOf: URL(fileURLWithPath: path))
      return try JSONDecoder().decode(CellResult.self, from: data)
    } catch {
      throw .unreadableResult(path: path, reason: "\(error)")
    }
  }

  /// JSON with sorted keys: equal values give equal bytes.
  static func json(_ value: some Encodable) throws(BenchmarkError) -> Data {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    do {
      return try encoder.encode(value)
    } catch {
      throw .unwritable(path: "JSON", reason: "\(error)")
    }
  }
}
