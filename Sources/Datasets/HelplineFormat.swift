import Foundation
import IntentTypes

/// A corpus folder: `utterances/*.tsv`, in parts by the manifest `splits.tsv`; `blind.tsv` is the test
/// part.
enum HelplineFormat {
  static func matches(_ path: String) -> Bool {
    Dataset.isFolder(path + "/utterances")
  }

  static func read(_ path: String) throws(DatasetError) -> DatasetBuilder {
    let corpus = try utterances(in: path)
    var builder = DatasetBuilder()
    try assign(corpus, in: path, to: &builder)
    let blind = path + "/blind.tsv"
    if FileManager.default.fileExists(atPath: blind) {
      builder.append(try TSVFormat.read(try SourceFile(path: blind)), as: .test)
    }
    return builder
  }

  /// The utterances of all files, in the order of the files' names.
  static func utterances(in path: String) throws(DatasetError) -> DatasetBuilder {
    var builder = DatasetBuilder()
    let folder = path + "/utterances"
    for name in try Dataset.names(in: folder) where name.hasSuffix(".tsv") {
      let file = try SourceFile(path: folder + "/" + name)
      guard !file.isBlank(0..<file.bytes.count) else { continue }
      builder.append(try TSVFormat.read(file))
    }
    return builder
  }

  /// Without a manifest all is for training. Utterances that the manifest lacks get the part that
  /// `SplitManifest.make` would give them.
  private static func assign(
    _ corpus: DatasetBuilder, in path: String, to builder: inout DatasetBuilder
  ) throws(DatasetError) {
    let manifestPath = path + "/" + SplitManifest.fileName
    guard FileManager.default.fileExists(atPath: manifestPath) else {
      builder.append(corpus)
      builder.warn(nil, found: "no \(manifestPath): all is for training", expected: "a manifest")
      return
    }
    let written = try SplitManifest.read(at: manifestPath)
    let utterances = corpus.splits[.train] ?? []
    let missing = utterances.filter { written.split(of: $0.text) == nil }
    var manifest = written
    if let first = missing.first {
      manifest = SplitManifest.make(for: utterances, existing: written, seed: written.seed)
      builder.warn(
        first.origin,
        found: "\(missing.count) utterances that \(manifestPath) does not have, from "
          + "here", expected: "all of them: make the manifest anew")
    }
    builder.append(corpus.reassigned { manifest.split(of: $0.text) ?? .train })
  }
}
