import Evaluation
import Foundation
import IntentBenchmarks
import IntentTypes
import Testing

/// Outside programs that behave, crash, hang and talk nonsense: shell scripts.
@Suite struct ProgramTests {
  static let corpus = (0..<12).map { number in
    number % 2 == 0 ? "exam\twhen is exam \(number)" : "library\topen library \(number)"
  }.joined(separator: "\n")

  /// The result of a cell whose model is the shell script `body`; `$6` is the output, `$4` the test file.
  func result(_ body: String, timeoutSeconds: Int = 20) async throws -> CellResult {
    try await withTemporaryFolder { folder in
      for part in ["train", "test"] {
        try Self.corpus.write(
          toFile: "\(folder)/\(part).tsv", atomically: true, encoding: .utf8)
      }
      let script = folder + "/program.sh"
      try "#!/bin/sh\n\(body)\n".write(toFile: script, atomically: true, encoding: .utf8)
      try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: script)
      let runner = CellRunner(
        adapterFolder: folder, timeoutSeconds: timeoutSeconds, command: "test")
      return await runner.result(
        of: CellSpecification(
          dataset: DatasetSource(name: "made", path: folder), model: .program(path: script)))
    }
  }

  static let wellBehaved = """
    { printf 'train_seconds\\t0.5\\nversion\\tshell\\n'
      while read -r line; do
        printf 'prediction\\t3\\t-\\texam\\t0.75\\tlibrary\\t0.25\\n'
      done < "$4"; } > "$6"
    """

  @Test func `a program that keeps to the protocol is measured`() async throws {
    let result = try await result(Self.wellBehaved)
    #expect(result.failure == nil)
    #expect(result.figures?.accuracy.value == 0.5)
    #expect(result.cost?.trainSeconds == 0.5)
    #expect(result.cost?.latency?.medianMicroseconds == 3)
    #expect(result.provenance.versions.contains("shell"))
    #expect(result.provenance.dataHash.count == 64)
  }

  @Test(arguments: [
    ("echo out of memory >&2; exit 3", "ended with status 3; it said: out of memory"),
    ("kill -9 $$", "ended with status 9"), ("exit 0", "found no output file"),
    ("echo hello > \"$6\"", "line 1: found hello; expected"),
    ("printf 'train_seconds\\t1\\n' > \"$6\"", "found 0 predictions; expected 12"),
    ("printf '\\377\\376' > \"$6\"", "no UTF-8"),
  ])
  func `a program that fails says so in its cell`(body: String, message: String) async throws {
    let failure = try await result(body).failure
    #expect(failure?.contains(message) == true, "\(failure ?? "no failure")")
  }

  @Test func `a program that hangs is ended with its children`() async throws {
    let start = ContinuousClock().now
    let failure = try await result("sleep 300 & sleep 300", timeoutSeconds: 1).failure
    #expect(failure?.contains("was ended after 1 s without a result") == true)
    #expect(ContinuousClock().now - start < .seconds(60))
  }

  @Test func `a child that has left the group of a program is ended with it`() async throws {
    try await withTemporaryFolder { folder in
      let file = folder + "/pid"
      let body = "setsid sh -c 'echo $$ > \(file); exec sleep 300' & wait"
      let failure = try await result(body, timeoutSeconds: 2).failure
      #expect(failure?.contains("was ended after 2 s") == true)
      let pid = try String(contentsOfFile: file, encoding: .utf8)
        .trimmingCharacters(in: .whitespacesAndNewlines)
      // It may be a zombie for a moment, until init has collected it.
      let status = try? String(contentsOfFile: "/proc/\(pid)/cmdline", encoding: .utf8)
      #expect(status?.contains("sleep") != true)
    }
  }

  @Test func `a program that is not there says so`() async throws {
    let runner = CellRunner(adapterFolder: "/", timeoutSeconds: 5, command: "test")
    let result = await runner.result(
      of: CellSpecification(
        dataset: DatasetSource(name: "gone", path: "/nowhere/gone.tsv"), model: .naiveBayes))
    #expect(result.failure == "cannot read /nowhere/gone.tsv: no such file or folder")
  }
}
