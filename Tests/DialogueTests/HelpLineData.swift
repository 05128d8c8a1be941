import Foundation
import Knowledge

/// The shipped folder `data/helpline`.
enum HelpLineData {
  static let folder = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "data/helpline").path()

  /// Loaded once: the tests only read it.
  static let knowledge = Result { try Knowledge.load(folder: folder) }
}

extension HelpLineData {
  /// The utterances of the corpus beside it, each with its intent.
  static func utterances() throws -> [(intent: String, text: String)] {
    let folder = folder + "/utterances"
    let files = try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
    return try files.filter { $0.hasSuffix(".tsv") }.flatMap { file in
      try String(contentsOfFile: "\(folder)/\(file)", encoding: .utf8).split(separator: "\n")
        .compactMap { row -> (intent: String, text: String)? in
          let fields = row.split(separator: "\t", maxSplits: 2)
          guard fields.count == 3, fields[0] != "intent" else { return nil }
          return (String(fields[0]), String(fields[2]))
        }
    }
  }
}
