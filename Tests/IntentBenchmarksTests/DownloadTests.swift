import Foundation
import IntentBenchmarks
import Testing

@Suite struct DownloadTests {
  /// The tests themselves are in `download_test.py`: good, damaged, missing and too long files, and no
  /// server, all on loopback.
  @Test func `the downloader checks every file that a local server gives it`() async throws {
    let tests = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    let root = tests.deletingLastPathComponent().deletingLastPathComponent()
    let program = OutsideProgram(
      name: "download_test.py", executable: "/usr/bin/env",
      arguments: [
        "python3", tests.path + "/download_test.py", root.path + "/scripts/download-datasets.py",
      ], timeoutSeconds: 120)
    try await withTemporaryFolder { folder in
      _ = try await program.run(log: folder + "/log.txt")
    }
  }
}
