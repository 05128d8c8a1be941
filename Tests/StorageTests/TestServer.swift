import Foundation
import Testing

@testable import Storage

/// A PostgreSQL server of one test's own, which may stop and start it. It ends when the test does.
final class TestServer {
  let url: String
  private let process = Process()
  private let input = Pipe()
  private let output = Pipe()

  /// Obeys lines on its standard input and answers each with the exit status. Programs started from
  /// here would not do: Foundation waits for all who inherited its sockets, servers too.
  private static let shell = """
    echo "$SENIM_TEST_POSTGRES"
    while read -r command && [ "$command" != end ]; do
      "$SENIM_TEST_POSTGRES_CONTROL" "$command" > /dev/null 2>&1
      echo $?
    done
    """

  init() throws {
    _ = try TestDatabase.serverURL()
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    process.executableURL = root.appending(path: "scripts/with-postgres.sh")
    process.arguments = ["sh", "-c", Self.shell]
    process.standardInput = input
    process.standardOutput = output
    try process.run()
    url = try Self.line(of: output)
  }

  private static func line(of output: Pipe) throws -> String {
    var text = ""
    while !text.hasSuffix("\n") {
      let data = output.fileHandleForReading.availableData
      if data.isEmpty { throw StorageError.unavailable(reason: "no test server: \(text)") }
      text += String(decoding: data, as: UTF8.self)
    }
    return String(text.dropLast())
  }

  /// `stop`, `kill` or `start`; returns when it is done.
  func run(_ command: String) throws {
    try input.fileHandleForWriting.write(contentsOf: Data("\(command)\n".utf8))
    let status = try Self.line(of: output)
    guard status == "0" else {
      throw StorageError.unavailable(reason: "\(command) ended with \(status)")
    }
  }

  func end() throws {
    try input.fileHandleForWriting.write(contentsOf: Data("end\n".utf8))
    process.waitUntilExit()
  }
}

@Suite struct ServerRestartTests {
  @Test(arguments: ["stop", "kill"])
  func `a server that goes away is an error and one that comes back is used again`(
    _ command: String
  ) async throws {
    let server = try TestServer()
    let store = try await Store(.postgreSQL(url: server.url), settings: .patient, time: at(0))
    _ = try await store.open(sampleConversation("c1"))
    try await store.append(sampleTurn("c1", "m1"), after: 0)
    try server.run(command)
    for _ in 0..<3 {
      let error = await #expect(throws: StorageError.self) {
        try await store.append(sampleTurn("c1", "m2"), after: 1)
      }
      guard case .unavailable = error else {
        Issue.record("expected unavailable, found \(String(describing: error))")
        break
      }
      await #expect(throws: StorageError.self) { try await store.turns(of: "c1") }
      await #expect(throws: StorageError.self) { try await store.ping() }
    }
    try server.run("start")
    try await Task.sleep(for: DatabaseWorker.pauseAfterFailure)
    try await store.ping()
    #expect(try await store.turns(of: "c1").map(\.messageID) == ["m1"])
    try await store.append(sampleTurn("c1", "m2"), after: 1)
    // An old connection is found broken by the first call and replaced unnoticed.
    try server.run(command)
    try server.run("start")
    try await store.append(sampleTurn("c1", "m3"), after: 2)
    #expect(try await store.turns(of: "c1").map(\.messageID) == ["m1", "m2", "m3"])
    await store.close()
    try server.end()
  }
}
