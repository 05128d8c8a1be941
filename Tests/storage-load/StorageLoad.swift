import Foundation
import Storage

/// Writes turns from several tasks at once.
///
///     storage-load crash DATABASE SECONDS TASKS      prints each acknowledged turn; to be killed
///     storage-load measure DATABASE SECONDS TASKS    prints acknowledged turns per second
///
/// With `SENIM_DURABILITY=powerCut` SQLite flushes each commit.
@main
struct StorageLoad {
  static func main() async throws {
    let arguments = CommandLine.arguments
    guard arguments.count == 5, let seconds = Double(arguments[3]), let tasks = Int(arguments[4])
    else {
      throw Usage()
    }
    var settings = StoreSettings()
    if ProcessInfo.processInfo.environment["SENIM_DURABILITY"] == "powerCut" {
      settings.durability = .powerCut
    }
    let store = try await Store(DatabaseLocation(arguments[2]), settings: settings, time: now())
    let load = Load(store: store, isPrinting: arguments[1] == "crash", seconds: seconds)
    let start = ContinuousClock.now
    let figures = try await load.run(tasks: tasks)
    let elapsed = start.duration(to: .now) / Duration.seconds(1)
    let statistics = try await store.statistics()
    if arguments[1] == "measure" {
      let sorted = figures.sorted()
      print(
        "\(tasks) writers: \(Int(Double(sorted.count) / elapsed)) acknowledged turns/s,",
        "median \(sorted[sorted.count / 2]) us, p99 \(sorted[sorted.count * 99 / 100]) us,",
        "\(Double(statistics.committedWrites) / Double(statistics.commits)) writes a commit")
    }
    await store.close()
  }

  static func now() -> Timestamp { Timestamp(Date()) }
}

struct Usage: Error, CustomStringConvertible {
  var description: String { "usage: storage-load crash|measure DATABASE SECONDS TASKS" }
}

/// Each task has a conversation of its own and appends one turn after the other to it.
struct Load: Sendable {
  let store: Store
  let isPrinting: Bool
  let seconds: Double

  /// - Returns: the latency of each acknowledged turn in microseconds.
  func run(tasks: Int) async throws -> [Int] {
    let end = ContinuousClock.now + .seconds(seconds)
    return try await withThrowingTaskGroup(of: [Int].self) { group in
      for _ in 0..<tasks {
        group.addTask { try await write(until: end) }
      }
      return try await group.reduce(into: []) { $0 += $1 }
    }
  }

  private func write(until end: ContinuousClock.Instant) async throws -> [Int] {
    let id = UUID().uuidString
    _ = try await store.open(
      StoredConversation(
        id: id, channel: "load", sender: id, botType: "learning", createdAt: StorageLoad.now()))
    var latencies: [Int] = []
    var sequence: Int64 = 0
    while ContinuousClock.now < end {
      let message = "m\(sequence + 1)"
      let turn = StoredTurn(
        conversation: id, messageID: message, createdAt: StorageLoad.now(),
        utterance: "Стипендия қашан түседі?", language: "kk",
        judgement: StoredJudgement(
          bot: "learning", decision: "answer", intent: "scholarship", confidence: 0.97),
        ranking: #"[["scholarship",0.97],["tuition_fee",0.01],["dormitory",0.01]]"#,
        model: "0123456789abcdef", latencyMicroseconds: 180,
        reply: #"{"text":"Стипендия айдың 25-інде аударылады.","buttons":[]}"#)
      let start = ContinuousClock.now
      let appended = try await store.append(
        turn, changing: ConversationChange(state: #"{"topic":"scholarship"}"#, language: "kk"),
        after: sequence)
      latencies.append(Int(start.duration(to: .now) / Duration.microseconds(1)))
      sequence = appended.turn.sequence
      // One write of a short line: whole or not at all in the pipe, and not buffered here.
      if isPrinting {
        try FileHandle.standardOutput.write(contentsOf: Data("\(id) \(sequence)\n".utf8))
      }
    }
    return latencies
  }
}
