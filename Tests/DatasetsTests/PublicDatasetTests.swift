import Datasets
import Foundation
import IntentTypes
import Testing

/// Public datasets in their original files, under `SENIM_DATASETS`.
@Suite struct PublicDatasetTests {
  static let folder = ProcessInfo.processInfo.environment["SENIM_DATASETS"] ?? "data/public"

  static func has(_ name: String) -> Bool {
    FileManager.default.fileExists(atPath: "\(folder)/\(name)")
  }

  @Test(.enabled(if: has("clinc150"), "no clinc150 under SENIM_DATASETS"))
  func `reads CLINC150`() throws {
    let start = ContinuousClock.now
    let data = try Dataset.read(at: "\(Self.folder)/clinc150/data_full.json")
    print("CLINC150 read in", ContinuousClock.now - start)
    #expect(data.format == .clinc150)
    #expect(data[.train].count == 15_100)
    #expect(data[.validation].count == 3_100)
    #expect(data[.test].count == 5_500)
    #expect(data[.test].count { $0.intent == .outOfScope } == 1_000)
    #expect(Set(data.utterances.map(\.intent)).count == 151)
  }

  @Test(.enabled(if: has("banking77"), "no banking77 under SENIM_DATASETS"))
  func `reads BANKING77`() throws {
    let data = try Dataset.read(at: "\(Self.folder)/banking77")
    #expect(data.format == .csv)
    #expect(data[.train].count == 10_003)
    #expect(data[.test].count == 3_080)
    #expect(Set(data[.train].map(\.intent)).count == 77)
  }

  @Test(.enabled(if: has("hwu64"), "no hwu64 under SENIM_DATASETS"))
  func `reads HWU64 and its small parts`() throws {
    let data = try Dataset.read(at: "\(Self.folder)/hwu64")
    #expect(data.format == .folder)
    #expect(data[.train].count == 8_954)
    #expect(data[.validation].count == 1_076)
    #expect(data[.test].count == 1_076)
    #expect(try Dataset.read(at: "\(Self.folder)/hwu64/train_10")[.train].count == 640)
  }

  @Test(.enabled(if: has("snips"), "no snips under SENIM_DATASETS"))
  func `reads SNIPS`() throws {
    let data = try Dataset.read(at: "\(Self.folder)/snips")
    #expect(data[.train].count == 13_084)
    #expect(data[.validation].count == 700)
    #expect(data[.test].count == 700)
    #expect(Set(data[.train].map(\.intent)).count == 7)
  }
}
