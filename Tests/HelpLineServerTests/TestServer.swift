import Channels
import Foundation
import FoundationNetworking
import Logging
import ServiceLifecycle
import Storage
import Testing

@testable import HelpLineServer

/// A real server on a free port of the loopback, with a database and a key of its own.
struct TestServer: Sendable {
  let base: URL
  let application: HelpLineApplication
  let settings: ServerSettings

  /// The folder `data/helpline` of the repository.
  static let corpus = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appendingPathComponent("data/helpline").path

  /// Runs `body` with a server that rules serve; `change` adjusts the settings.
  static func run(
    _ change: (inout ServerSettings) -> Void = { _ in },
    _ body: (TestServer) async throws -> Void
  ) async throws {
    let folder = try TemporaryFolder()
    defer { folder.remove() }
    var settings = ServerSettings()
    settings.port = 0
    settings.bot = .rules
    settings.corpus = corpus
    settings.database = folder.path("senim.sqlite")
    settings.storage.callbackKeyFile = folder.path("senim.key")
    settings.limits.requestsPerMinute = 0
    change(&settings)
    var logger = Logger(label: "test")
    logger.logLevel = .critical
    let application = try await HelpLineApplication(
      settings: settings, registry: PrometheusRegistry(), logger: logger)
    let (ports, continuation) = AsyncStream.makeStream(of: Int.self)
    let group = application.services(endingBy: []) { continuation.yield($0) }
    let running = Task { try await group.run() }
    var iterator = ports.makeAsyncIterator()
    let port = try #require(await iterator.next())
    let base = try #require(URL(string: "http://127.0.0.1:\(port)"))
    let result: Result<Void, any Error>
    do {
      try await body(TestServer(base: base, application: application, settings: settings))
      result = .success(())
    } catch {
      result = .failure(error)
    }
    await group.triggerGracefulShutdown()
    try await running.value
    try result.get()
  }

  /// What came back.
  struct Answer: Sendable {
    let status: Int
    let headers: [String: String]
    let body: Data

    var text: String { String(decoding: body, as: UTF8.self) }

    func json() throws -> JSON { try JSON(data: body) }

    /// The visitor's cookie of `Set-Cookie`.
    var cookie: String? {
      headers["set-cookie"].map { String($0.prefix { $0 != ";" }) }
    }
  }

  private static let session: URLSession = {
    let configuration = URLSessionConfiguration.ephemeral
    configuration.httpShouldSetCookies = false
    configuration.httpCookieAcceptPolicy = .never
    // Other tests may keep the two threads of a small machine for minutes.
    configuration.timeoutIntervalForRequest = 3_600
    configuration.httpMaximumConnectionsPerHost = 16
    return URLSession(configuration: configuration)
  }()

  func send(
    _ method: String, _ path: String, body: Data? = nil, headers: [String: String] = [:]
  ) async throws -> Answer {
    var request = URLRequest(url: try #require(URL(string: base.absoluteString + path)))
    request.httpMethod = method
    request.httpBody = body
    for (name, value) in headers { request.setValue(value, forHTTPHeaderField: name) }
    let (data, response) = try await Self.session.data(for: request)
    let http = try #require(response as? HTTPURLResponse)
    var fields = [String: String]()
    for (name, value) in http.allHeaderFields {
      fields["\(name)".lowercased()] = "\(value)"
    }
    return Answer(status: http.statusCode, headers: fields, body: data)
  }

  func get(_ path: String, headers: [String: String] = [:]) async throws -> Answer {
    try await send("GET", path, headers: headers)
  }

  func post(
    _ path: String, _ json: String, headers: [String: String] = [:]
  ) async throws -> Answer {
    try await send(
      "POST", path, body: Data(json.utf8),
      headers: ["Content-Type": "application/json"].merging(headers) { $1 })
  }

  /// One message to Rasa's webhook.
  func say(_ text: String, sender: String = "a") async throws -> Answer {
    let body = ["sender": sender, "message": text]
    let json = String(decoding: try JSONEncoder().encode(body), as: UTF8.self)
    return try await post("/webhooks/rest/webhook", json)
  }
}

/// A folder that is removed after the test.
struct TemporaryFolder: Sendable {
  let url: URL

  init() throws {
    url = FileManager.default.temporaryDirectory
      .appendingPathComponent("senim-test-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
  }

  func path(_ name: String) -> String { url.appendingPathComponent(name).path }

  func remove() { try? FileManager.default.removeItem(at: url) }
}

/// JSON to look into.
struct JSON: Sendable {
  let value: JSONObject

  init(data: Data) throws {
    value = try JSONDecoder().decode(JSONObject.self, from: data)
  }

  private init(_ value: JSONObject) { self.value = value }

  /// Null where there is no such field.
  subscript(key: String) -> JSON { JSON(object?[key] ?? .null) }
  subscript(index: Int) -> JSON {
    let array = array
    return index < array.count ? array[index] : JSON(.null)
  }

  var array: [JSON] {
    if case .array(let values) = value { values.map { JSON($0) } } else { [] }
  }

  var object: [String: JSONObject]? {
    if case .object(let fields) = value { fields } else { nil }
  }

  var text: String? {
    if case .text(let text) = value { text } else { nil }
  }

  var number: Double? {
    switch value {
    case .integer(let number): Double(number)
    case .number(let number): number
    default: nil
    }
  }

  var flag: Bool? {
    if case .boolean(let flag) = value { flag } else { nil }
  }

  var isNull: Bool { value == .null }
}
