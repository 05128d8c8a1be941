import Foundation
import IntentTypes

/// A folder with two parallel files: utterances in `seq.in`, their labels in `label`, a line each.
enum FolderFormat {
  static func matches(_ path: String) -> Bool {
    FileManager.default.fileExists(atPath: path + "/seq.in")
  }

  static func read(_ path: String) throws(DatasetError) -> DatasetBuilder {
    let utterances = try SourceFile(path: path + "/seq.in")
    let labels = try SourceFile(path: path + "/label")
    let count = lineCount(utterances)
    guard count == lineCount(labels) else {
      throw utterances.malformed(
        count, found: "\(count) utterances beside \(lineCount(labels)) labels",
        expected: "a label for each")
    }
    var builder = DatasetBuilder()
    guard count > 0 else { return builder }
    for number in 1...count {
      try builder.add(
        text: utterances.text(utterances.line(number)), label: labels.text(labels.line(number)),
        to: .train, of: utterances, line: number)
    }
    return builder
  }

  /// The lines up to the last that is not blank.
  private static func lineCount(_ file: SourceFile) -> Int {
    (1...file.lineCount).last { !file.isBlank(file.line($0)) } ?? 0
  }
}
