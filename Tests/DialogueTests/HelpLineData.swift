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
