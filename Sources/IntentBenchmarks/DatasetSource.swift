import Crypto
import Foundation

/// Where a dataset of the benchmark lies.
public struct DatasetSource: Codable, Hashable, Sendable {
  /// Short and unique: it names cells and table rows.
  public var name: String
  public var path: String
  /// Training utterances from elsewhere, in place of the source's own: a published few-shot sample.
  public var trainPath: String?

  public init(name: String, path: String, trainPath: String? = nil) {
    self.name = name
    self.path = path
    self.trainPath = trainPath
  }

  /// A dataset named by its file or folder.
  public init(path: String) {
    let url = URL(fileURLWithPath: path)
    self.init(name: url.deletingPathExtension().lastPathComponent, path: path)
  }

  /// A dataset given on the command line: `PATH` or `NAME=PATH`.
  public init(argument: String) {
    let halves = argument.split(separator: "=", maxSplits: 1)
    if halves.count == 2, !FileManager.default.fileExists(atPath: argument) {
      self.init(name: String(halves[0]), path: String(halves[1]))
    } else {
      self.init(path: argument)
    }
  }

  /// Whether it is a corpus with rules for the rule-based bot.
  public var hasRules: Bool { FileManager.default.fileExists(atPath: path + "/rules.yml") }

  /// SHA-256 over the rules, in hexadecimal; nil without rules.
  var rulesHash: String? {
    guard let rules = FileManager.default.contents(atPath: path + "/rules.yml") else { return nil }
    return SHA256.hash(data: rules).map { String(format: "%02x", $0) }.joined()
  }

  /// Whether its files are there.
  public var isPresent: Bool {
    ([path] + [trainPath].compactMap { $0 }).allSatisfy {
      FileManager.default.fileExists(atPath: $0)
    }
  }
}

/// The datasets that the suites know, present or not.
public struct KnownDatasets: Sendable {
  public let helpline: DatasetSource
  public let clinc150: DatasetSource
  public let clinc150Small: DatasetSource
  public let clinc150OosPlus: DatasetSource
  public let banking77: DatasetSource
  public let hwu64: DatasetSource
  public let hwu64FiveShot: DatasetSource
  public let hwu64TenShot: DatasetSource
  public let snips: DatasetSource

  /// - Parameters:
  ///   - publicFolder: `SENIM_DATASETS`, with the folders `clinc150`, `banking77`, `hwu64`, `snips`.
  ///   - helpline: the corpus of the help line.
  public init(publicFolder: String, helpline: String) {
    func source(_ name: String, _ path: String, train: String? = nil) -> DatasetSource {
      DatasetSource(
        name: name, path: publicFolder + "/" + path,
        trainPath: train.map { publicFolder + "/" + $0 })
    }
    self.helpline = DatasetSource(name: "helpline", path: helpline)
    clinc150 = source("clinc150", "clinc150/data_full.json")
    clinc150Small = source("clinc150-small", "clinc150/data_small.json")
    clinc150OosPlus = source("clinc150-oos-plus", "clinc150/data_oos_plus.json")
    banking77 = source("banking77", "banking77")
    hwu64 = source("hwu64", "hwu64")
    hwu64FiveShot = source("hwu64-train_5", "hwu64", train: "hwu64/train_5")
    hwu64TenShot = source("hwu64-train_10", "hwu64", train: "hwu64/train_10")
    snips = source("snips", "snips")
  }

  /// The datasets that are measured whole, in the order of their worth: the further editions of CLINC150
  /// last.
  public var whole: [DatasetSource] {
    [clinc150, banking77, hwu64, snips, helpline, clinc150Small, clinc150OosPlus]
  }

  /// The datasets of the quick suite: ours, in three languages and with out-of-scope utterances, and one
  /// of moderate size.
  public var small: [DatasetSource] { [helpline, hwu64] }

  /// Every name that `named` knows.
  public var names: [String] { (whole + [hwu64FiveShot, hwu64TenShot]).map(\.name) }

  /// The dataset of that name, for `--dataset clinc150`.
  public func named(_ name: String) -> DatasetSource? {
    (whole + [hwu64FiveShot, hwu64TenShot]).first { $0.name == name }
  }
}
