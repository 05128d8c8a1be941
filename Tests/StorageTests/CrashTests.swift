import Foundation
import Testing

@testable import Storage

/// Kills a program that writes under load, again and again, and looks for what it acknowledged.
/// `SENIM_TEST_KILLS` sets the number of kills of the SQLite run; the PostgreSQL run has half.
@Suite struct CrashTests {
  @Test(arguments: Driver.allCases)
  func `nothing acknowledged is lost and nothing is doubled by kill -9`(
    _ driver: Driver
  ) async throws {
    let variable = ProcessInfo.processInfo.environment["SENIM_TEST_KILLS"]
    let kills = max(1, (variable.flatMap { Int($0) } ?? 200) / (driver == .sqlite ? 1 : 2))
    try await withDatabase(driver) { database in
      let first = try await Store(database.location, settings: .patient, time: at(0))
      await first.close()
      let acknowledged = try acknowledgedUntilKilled(kills, database)
      #expect(acknowledged.count >= kills, "each run acknowledges something before it dies")
      try await verify(acknowledged, database)
    }
  }

  /// Starts the program, waits for its first acknowledgement and a little longer (10 to 73 ms, each
  /// time another span), and kills it; its output is in the file with the number of the run.
  private static let shell = """
    program=$1 database=$2 folder=$3 kills=$4 run=0
    while [ $run -lt $kills ]; do
      "$program" crash "$database" 60 8 > "$folder/$run" &
      until [ -s "$folder/$run" ]; do
        kill -0 $! || exit 1
        sleep 0.01
      done
      sleep 0.0$((run * 37 % 64 + 10))
      kill -9 $!
      wait $!
      [ $? -eq 137 ] || exit 2
      run=$((run + 1))
    done 2> "$folder/errors"
    """

  /// - Returns: each conversation with the number of its last acknowledged turn.
  private func acknowledgedUntilKilled(
    _ kills: Int, _ database: TestDatabase
  ) throws -> [String: Int64] {
    let address =
      switch database.location {
      case .sqlite(let path): path
      case .postgreSQL(let url): url
      }
    let folder = FileManager.default.temporaryDirectory.appending(
      path: "senim-" + UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let process = Process()
    process.executableURL = URL(filePath: "/bin/sh")
    let program = Bundle.main.bundleURL.appending(path: "storage-load").path
    process.arguments = ["-c", Self.shell, "sh", program, address, folder.path, "\(kills)"]
    try process.run()
    process.waitUntilExit()
    try #require(process.terminationStatus == 0, "a run ended by itself")

    var acknowledged: [String: Int64] = [:]
    for run in 0..<kills {
      let output = try String(contentsOf: folder.appending(path: "\(run)"), encoding: .utf8)
      // A line without its end may be cut off.
      for line in output.split(separator: "\n", omittingEmptySubsequences: false).dropLast() {
        let words = line.split(separator: " ")
        let id = String(try #require(words.first))
        let sequence = try #require(words.last.flatMap { Int64($0) })
        acknowledged[id] = max(acknowledged[id] ?? 0, sequence)
      }
    }
    return acknowledged
  }

  private func verify(_ acknowledged: [String: Int64], _ database: TestDatabase) async throws {
    let store = try await Store(database.location, settings: .patient, time: at(1))
    for (id, last) in acknowledged {
      let conversation = try #require(await store.conversation(id), "\(id) is lost")
      let turns = try await store.turns(of: id)
      #expect(turns.count >= last, "\(id): \(last) acknowledged, \(turns.count) stored")
      #expect(turns.map(\.sequence) == (0..<turns.count).map { Int64($0 + 1) })
      #expect(Set(turns.map(\.messageID)).count == turns.count, "\(id): a message twice")
      #expect(conversation.lastSequence == turns.count)
    }
    if database.folder != nil {
      let rows = try database.connection().execute("PRAGMA integrity_check")
      #expect(rows == [[.text("ok")]])
    }
    await store.close()
  }
}
