import Channels
import Foundation
import HTTPTypes
import Testing
import Yams

@testable import HelpLineServer

/// The OpenAPI file against the running server: every route that is described is there and answers
/// as described, and no other.
@Suite struct `The OpenAPI file` {
  private func document() throws -> [String: Any] {
    let text = String(decoding: PackageResources.openapi_yaml, as: UTF8.self)
    return try #require(try Yams.load(yaml: text) as? [String: Any])
  }

  private func operations() throws -> [(method: String, path: String, body: [String: Any])] {
    let paths = try #require(try document()["paths"] as? [String: [String: Any]])
    return paths.flatMap { path, methods in
      methods.compactMap { method, body in
        (body as? [String: Any]).map { (method.uppercased(), path, $0) }
      }
    }.sorted { ($0.path, $0.method) < ($1.path, $1.method) }
  }

  @Test func `describes the server's routes, no more and no less`() async throws {
    try await TestServer.run { server in
      let pages: Set = [
        "/", "/widget", "/widget.js", "/favicon.svg", "/favicon.ico", "/assets/chat.css",
        "/assets/chat.js", "/assets/view.js", "/assets/strings.js",
      ]
      let served = server.application.routes.filter { !pages.contains($0.path) }
        .map { "\($0.method.rawValue) \($0.path)" }.sorted()
      let described = try operations().map { "\($0.method) \($0.path)" }.sorted()
      #expect(served == described)
    }
  }

  @Test func `is sent by the server and names its version`() async throws {
    try await TestServer.run { server in
      let answer = try await server.get("/api/v1/openapi.yaml")
      #expect(answer.status == 200)
      #expect(Array(answer.body) == PackageResources.openapi_yaml)
      let info = try document()["info"] as? [String: Any]
      #expect(info?["version"] as? String == BuildInformation.version)
    }
  }

  /// Requests that lead to the described statuses, by operation.
  private static let requests: [(method: String, path: String, route: String, body: String?)] = [
    ("GET", "/api/v1/settings", "/api/v1/settings", nil),
    ("GET", "/api/v1/history", "/api/v1/history", nil),
    ("GET", "/api/v1/history?after=x", "/api/v1/history", nil),
    ("POST", "/api/v1/messages", "/api/v1/messages", #"{"text":"tuition fee","language":"en"}"#),
    ("POST", "/api/v1/messages", "/api/v1/messages", #"{"text":""}"#),
    ("POST", "/api/v1/ratings", "/api/v1/ratings", #"{"message":17,"rating":"good"}"#),
    ("POST", "/api/v1/feedback", "/api/v1/feedback", #"{"text":"good"}"#),
    (
      "POST", "/api/v1/callbacks", "/api/v1/callbacks",
      #"{"name":"Anna","contact":"+7 701 000 05 59","language":"en"}"#
    ),
    ("POST", "/api/v1/callbacks", "/api/v1/callbacks", #"{"name":"Anna"}"#),
    ("GET", "/api/v1/conversation/export", "/api/v1/conversation/export", nil),
    ("POST", "/api/v1/model/reload", "/api/v1/model/reload", ""),
    ("GET", "/api/v1/administration/hand-overs", "/api/v1/administration/hand-overs", nil),
    ("GET", "/api/v1/administration/callbacks", "/api/v1/administration/callbacks", nil),
    (
      "GET", "/api/v1/administration/conversations/x",
      "/api/v1/administration/conversations/{id}", nil
    ),
    (
      "POST", "/api/v1/administration/conversations/x/checks",
      "/api/v1/administration/conversations/{id}/checks",
      #"{"message":17,"intent":"tuition_cost","operator":"a"}"#
    ),
    (
      "POST", "/api/v1/administration/hand-overs/x/claim",
      "/api/v1/administration/hand-overs/{id}/claim", ""
    ),
    (
      "POST", "/api/v1/administration/hand-overs/x/release",
      "/api/v1/administration/hand-overs/{id}/release", ""
    ),
    (
      "POST", "/api/v1/administration/hand-overs/x/messages",
      "/api/v1/administration/hand-overs/{id}/messages", #"{"text":"a"}"#
    ),
    (
      "POST", "/api/v1/administration/hand-overs/x/typing",
      "/api/v1/administration/hand-overs/{id}/typing", #"{"typing":true}"#
    ),
    (
      "POST", "/api/v1/administration/callbacks/x/open",
      "/api/v1/administration/callbacks/{id}/open", #"{"operator":"a"}"#
    ),
    (
      "POST", "/api/v1/administration/callbacks/x/close",
      "/api/v1/administration/callbacks/{id}/close", ""
    ),
    ("POST", "/model/parse", "/model/parse", #"{"text":"tuition fee"}"#),
    ("POST", "/model/parse", "/model/parse", #"{"text":"qqq zzz"}"#),
    ("POST", "/model/parse", "/model/parse", "{}"),
    (
      "POST", "/webhooks/rest/webhook", "/webhooks/rest/webhook",
      #"{"sender":"a","message":"tuition fee"}"#
    ),
    ("POST", "/webhooks/rest/webhook", "/webhooks/rest/webhook", #"{"sender":"a"}"#),
    ("GET", "/webhooks/rest", "/webhooks/rest", nil),
    ("GET", "/status", "/status", nil), ("GET", "/version", "/version", nil),
    ("GET", "/health", "/health", nil), ("GET", "/ready", "/ready", nil),
    ("GET", "/metrics", "/metrics", nil),
    ("DELETE", "/api/v1/conversation", "/api/v1/conversation", nil),
  ]

  @Test func `describes what the server answers`() async throws {
    let document = try document()
    let described = try operations()
    try await TestServer.run { server in
      var cookie: String?
      for (method, path, route, body) in Self.requests {
        var headers = cookie.map { ["Cookie": $0] } ?? [:]
        if body != nil { headers["Content-Type"] = "application/json" }
        let answer = try await server.send(
          method, path, body: body.map { Data($0.utf8) }, headers: headers)
        cookie = cookie ?? answer.cookie
        let operation = try #require(
          described.first { $0.method == method && $0.path == route }, "\(method) \(route)")
        try check(answer, of: operation.body, in: document, "\(method) \(path)")
      }
      let covered = Set(Self.requests.map { "\($0.method) \($0.route)" })
      let missing = described.map { "\($0.method) \($0.path)" }.filter { !covered.contains($0) }
      // The endless stream and the file itself have tests of their own.
      #expect(missing == ["GET /api/v1/events", "GET /api/v1/openapi.yaml"])
    }
  }

  private func check(
    _ answer: TestServer.Answer, of operation: [String: Any], in document: [String: Any],
    _ name: String
  ) throws {
    let schemas = SchemaChecker(document: document)
    let responses = try #require(operation["responses"] as? [String: Any])
    let found = try #require(
      responses["\(answer.status)"], "\(name) answered \(answer.status): \(answer.text)")
    let response = try #require(schemas.resolved(found))
    guard let content = response["content"] as? [String: [String: Any]] else {
      #expect(answer.body.isEmpty, "\(name)")
      return
    }
    let type = answer.headers["content-type"].map { String($0.prefix { $0 != ";" }) } ?? ""
    let media = try #require(content[type], "\(name) answered \(type)")
    guard type.hasSuffix("json"), let schema = media["schema"] else { return }
    let problems = schemas.problems(
      of: try answer.json().value, schema: schema, at: "body")
    #expect(problems.isEmpty, "\(name): \(problems)")
  }
}
