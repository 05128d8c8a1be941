import Foundation
import Testing

@testable import Storage

/// The two databases of the contract suite.
enum Driver: String, CaseIterable, CustomTestStringConvertible {
  case sqlite = "SQLite"
  case postgreSQL = "PostgreSQL"

  var testDescription: String { rawValue }
}

/// An empty database of its own for one test: a file in a temporary folder, or a schema of the
/// server that `SENIM_TEST_POSTGRES` names.
struct TestDatabase: Sendable {
  let location: DatabaseLocation
  /// Of the SQLite file.
  let folder: URL?
  private let schema: String

  static let serverVariable = "SENIM_TEST_POSTGRES"

  /// The server's address; without one the test is skipped with this reason.
  static func serverURL() throws -> String {
    guard let url = ProcessInfo.processInfo.environment[serverVariable] else {
      try Test.cancel("\(serverVariable) is not set: run scripts/with-postgres.sh swift test")
    }
    return url
  }

  init(_ driver: Driver) throws {
    schema = "t" + UUID().uuidString.lowercased().replacing("-", with: "")
    switch driver {
    case .sqlite:
      let folder = FileManager.default.temporaryDirectory.appending(path: "senim-" + schema)
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      self.folder = folder
      location = .sqlite(path: folder.appending(path: "senim.sqlite").path)
    case .postgreSQL:
      let url = try Self.serverURL()
      _ = try Self.administrator(url).execute("CREATE SCHEMA \(schema)")
      folder = nil
      location = .postgreSQL(url: url + "?options=-c%20search_path%3D\(schema)")
    }
  }

  func remove() throws {
    if let folder { try FileManager.default.removeItem(at: folder) }
    if case .postgreSQL = location {
      _ = try Self.administrator(Self.serverURL()).execute("DROP SCHEMA \(schema) CASCADE")
    }
  }

  static func administrator(_ url: String) throws -> PostgreSQLConnection {
    try PostgreSQLConnection(url: url, settings: .patient, isReader: false)
  }

  /// A connection beside the store's.
  func connection(settings: StoreSettings = .patient) throws -> any SQLConnection {
    try location.connect(settings, role: .creator)
  }

  var path: String {
    guard case .sqlite(let path) = location else { return "" }
    return path
  }
}

/// Shows in the results whether the PostgreSQL half of the contract suite ran.
@Suite struct ContractSuite {
  @Test(
    .enabled(
      if: ProcessInfo.processInfo.environment[TestDatabase.serverVariable] != nil,
      "SENIM_TEST_POSTGRES is not set, so the PostgreSQL cases do nothing: run scripts/with-postgres.sh"
    ))
  func `the contract suite runs on PostgreSQL too`() throws {
    let connection = try TestDatabase.administrator(TestDatabase.serverURL())
    #expect(try connection.execute("SELECT 1") == [[.integer(1)]])
    connection.close()
  }
}

/// Runs `body` with an empty database and removes it afterwards.
func withDatabase(
  _ driver: Driver, _ body: (TestDatabase) async throws -> Void
) async throws {
  let database = try TestDatabase(driver)
  do {
    try await body(database)
  } catch {
    try? database.remove()
    throw error
  }
  try database.remove()
}

/// Runs `body` with a store over an empty database.
func withStore(
  _ driver: Driver, settings: StoreSettings = .patient, key: CallbackKey? = nil,
  _ body: (Store, TestDatabase) async throws -> Void
) async throws {
  try await withDatabase(driver) { database in
    let store = try await Store(
      database.location, settings: settings, callbackKey: key, time: at(0))
    do {
      try await body(store, database)
    } catch {
      await store.close()
      throw error
    }
    await store.close()
  }
}

extension StoreSettings {
  /// Waits longer than other tests can keep a busy machine.
  static var patient: StoreSettings {
    var settings = StoreSettings()
    settings.lockSeconds = 300
    settings.connectSeconds = 300
    settings.statementSeconds = 300
    return settings
  }
}

/// `seconds` after the tests' beginning of time.
func at(_ seconds: Int64) -> Timestamp {
  Timestamp(microseconds: 1_790_000_000_000_000 + seconds * 1_000_000)
}

func stamp(_ id: String, _ seconds: Int64 = 0, actor: String = "test") -> AuditStamp {
  AuditStamp(id: id, actor: actor, time: at(seconds))
}

func sampleConversation(
  _ id: String, sender: String? = nil, channel: String = "web", at time: Timestamp = at(0)
) -> StoredConversation {
  StoredConversation(
    id: id, channel: channel, sender: sender ?? "sender of \(id)", language: "kk",
    botType: "learning", state: #"{"questions":0}"#, createdAt: time)
}

func sampleTurn(
  _ conversation: String, _ message: String, utterance: String = "Стипендия қашан түседі?",
  decision: String = "answer", intent: String? = "scholarship", at time: Timestamp = at(1)
) -> StoredTurn {
  StoredTurn(
    conversation: conversation, messageID: message, createdAt: time, utterance: utterance,
    language: "kk",
    judgement: StoredJudgement(
      bot: "learning", decision: decision, intent: intent, confidence: 0.1 + 0.2),
    ranking: #"[["scholarship",0.3]]"#, model: "abc", latencyMicroseconds: 420,
    reply: #"{"text":"25-күні"}"#)
}

extension Store {
  /// Appends a turn whose change of the conversation does not matter.
  @discardableResult
  func append(
    _ turn: StoredTurn, after expected: Int64, recording records: [TurnRecord] = []
  ) async throws(StorageError) -> AppendedTurn {
    try await append(
      turn, changing: ConversationChange(state: "{}"), after: expected, recording: records)
  }
}
