import Foundation
import Testing

@testable import Storage

/// Kills a program that writes under load, again and again, and looks for what it acknowledged.
/// `SENIM_TEST_KILLS` sets the number of kills of the SQLite run; the PostgreSQL run has half.
@Suite(.serialized) struct CrashTests {
  @Test(arguments: Driver.allCases)
  func `nothing acknowledged is lost and nothing is doubled by kill -9`(
    _ driver: Driver
  ) async throws {
    let variable = ProcessInfo.processInfo.environment["SENIM_TEST_KILLS"]
    let kills = max(1, (variable.flatMap { Int($0) } ?? 200) / (driver == .sqlite ? 1 : 2))
    try await withDatabase(driver) { database in
      let first = try await Store(database.location, time: at(0))
      await first.close()
      var acknowledged: [String: Int64] = [:]
      var milliseconds: UInt64 = 7
      for _ in 0..<kills {
        // Knuth's multiplicative congruential step; up to 64 ms after the first acknowledgement.
        milliseconds = milliseconds &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        for (id, sequence) in try writeUntilKilled(after: milliseconds >> 58, database) {
          acknowledged[id] = max(acknowledged[id] ?? 0, sequence)
        }
      }
      #expect(acknowledged.count >= kills, "each run acknowledges something before it dies")
      try await verify(acknowledged, database)
    }
  }

  /// Runs `storage-load` and kills it `milliseconds` after its first acknowledged turn.
  ///
  /// - Returns: conversation and number of each acknowledged turn.
  private func writeUntilKilled(
    after milliseconds: UInt64, _ database: TestDatabase
  ) throws -> [(String, Int64)] {
    let address =
      switch database.location {
      case .sqlite(let path): path
      case .postgreSQL(let url): url
      }
    let process = Process()
    process.executableURL = Bundle.main.bundleURL.appending(path: "storage-load")
    process.arguments = ["crash", address, "60", "8"]
    let output = Pipe()
    process.standardOutput = output
    try process.run()
    var data = output.fileHandleForReading.availableData
    #expect(!data.isEmpty, "storage-load wrote nothing")
    usleep(UInt32(milliseconds * 1_000))
    #expect(kill(process.processIdentifier, SIGKILL) == 0)
    data += try output.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    #expect(process.terminationReason == .uncaughtSignal)
    // A line without its end may be cut off.
    let text = String(decoding: data, as: UTF8.self)
    return try text.split(separator: "\n", omittingEmptySubsequences: false).dropLast().map {
      let words = $0.split(separator: " ")
      return (String(try #require(words.first)), try #require(words.last.flatMap { Int64($0) }))
    }
  }

  private func verify(_ acknowledged: [String: Int64], _ database: TestDatabase) async throws {
    let store = try await Store(database.location, time: at(1))
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
