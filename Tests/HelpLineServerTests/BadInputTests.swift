import Foundation
import Storage
import Testing

@testable import HelpLineServer

/// The issue's section "Bad input": a clear answer with the right status code, nothing executed.
@Suite struct `Bad input` {
  struct Case: Sendable, CustomTestStringConvertible {
    let name: String
    let body: Data
    var contentType = "application/json"
    let status: Int
    let says: String

    var testDescription: String { name }

    init(_ name: String, _ body: String, status: Int, says: String) {
      self.init(name, Data(body.utf8), status: status, says: says)
    }

    init(
      _ name: String, _ body: Data, contentType: String = "application/json", status: Int,
      says: String
    ) {
      self.name = name
      self.body = body
      self.contentType = contentType
      self.status = status
      self.says = says
    }
  }

  static let cases = [
    Case("no body", "", status: 400, says: "not valid JSON"),
    Case("no JSON", "hello", status: 400, says: "not valid JSON"),
    Case("half a JSON", #"{"text":"#, status: 400, says: "not valid JSON"),
    Case("an array", "[]", status: 400, says: "another kind"),
    Case("null", "null", status: 400, says: "another kind"),
    Case("a number as text", #"{"text":5}"#, status: 400, says: "\\\"text\\\""),
    Case("no text", "{}", status: 400, says: "neither"),
    Case("empty", #"{"text":""}"#, status: 400, says: "empty"),
    Case("blanks", #"{"text":" \n\t "}"#, status: 400, says: "empty"),
    Case("control characters only", #"{"text":"\u0000\u0001\u001b"}"#, status: 400, says: "empty"),
    Case("a payload that is none", #"{"payload":"rm -rf /"}"#, status: 400, says: "payload"),
    Case(
      "an unknown language", #"{"text":"a","language":"xx"}"#, status: 400, says: "kk, ru or en"),
    Case(
      "a name with a line break", #"{"text":"a","message_id":"x\ny"}"#, status: 400,
      says: "message_id"),
    Case(
      "a long name", #"{"text":"a","message_id":"\#(String(repeating: "x", count: 201))"}"#,
      status: 400, says: "message_id"),
    Case(
      "100 kB", #"{"text":"\#(String(repeating: "a", count: 100_000))"}"#, status: 413,
      says: "too large"),
    Case(
      "a long message", #"{"text":"\#(String(repeating: "ы", count: 4_001))"}"#, status: 413,
      says: "4001 characters"),
    Case(
      "invalid UTF-8", Data(#"{"text":""#.utf8) + [0xC3, 0x28, 0xFF] + Data(#""}"#.utf8),
      status: 400, says: "not valid JSON in UTF-8"),
    Case(
      "a lone surrogate", #"{"text":"\ud800"}"#, status: 400, says: "not valid JSON"),
    Case(
      "deep JSON", String(repeating: "[", count: 30_000), status: 400, says: "not valid JSON"),
    Case(
      "a form", Data("text=hello".utf8), contentType: "application/x-www-form-urlencoded",
      status: 415, says: "expected application/json"),
    Case("plain text", Data("{}".utf8), contentType: "text/plain", status: 415, says: "text/plain"),
  ]

  @Test(arguments: cases) func `is refused with the reason`(bad: Case) async throws {
    try await TestServer.run { server in
      let answer = try await server.send(
        "POST", "/api/v1/messages", body: bad.body, headers: ["Content-Type": bad.contentType])
      #expect(answer.status == bad.status)
      #expect(answer.text.contains(bad.says), "\(answer.text)")
      #expect(answer.headers["content-type"] == "application/problem+json")
      // Nothing was stored, and the server goes on.
      let statistics = try await server.application.handler.store.statistics()
      #expect(statistics.turns == 0 && statistics.conversations == 0)
      #expect(try await server.say("hello").status == 200)
    }
  }

  @Test(arguments: [
    "😀🎉👍🏽", "<script>alert(1)</script>", "'; DROP TABLE turns; --", "\" OR \"1\"=\"1",
    "{{7*7}} ${7*7} %s %n", "../../etc/passwd", "\u{202E}abc\u{200B}", "a\u{0301}\u{0301}\u{0301}",
  ])
  func `strange texts are answered and stored as they are`(text: String) async throws {
    try await TestServer.run { server in
      let answer = try await server.say(text, sender: "strange")
      #expect(answer.status == 200)
      #expect(try !answer.json().array.isEmpty)
      let export = try await server.application.exported(channel: "rest", sender: "strange")
      #expect(export["conversations"][0]["turns"][0]["utterance"].text == text)
      #expect(try await server.application.handler.store.statistics().turns == 1)
    }
  }

  @Test func `control characters are dropped from a text`() async throws {
    try await TestServer.run { server in
      let body = #"{"sender":"c","message":"hel\u0000lo\u0007"}"#
      #expect(try await server.post("/webhooks/rest/webhook", body).status == 200)
      let export = try await server.application.exported(channel: "rest", sender: "c")
      #expect(export["conversations"][0]["turns"][0]["utterance"].text == "hello")
    }
  }

  @Test func `two tabs at once store every message once, in one order`() async throws {
    try await TestServer.run { server in
      try await withThrowingTaskGroup(of: Int.self) { group in
        for number in 0..<24 {
          group.addTask {
            let body = #"{"sender":"tabs","message":"hello","message_id":"m\#(number % 12)"}"#
            return try await server.post("/webhooks/rest/webhook", body).status
          }
        }
        for try await status in group { #expect(status == 200) }
      }
      let export = try await server.application.exported(channel: "rest", sender: "tabs")
      #expect(export["conversations"].array.count == 1)
      let turns = export["conversations"][0]["turns"].array
      #expect(turns.count == 12)
      #expect(turns.map { $0["sequence"].number } == (1...12).map(Double.init))
    }
  }

  @Test func `a client that asks too often waits`() async throws {
    try await TestServer.run {
      $0.limits.requestsPerMinute = 1
      $0.limits.burst = 3
    } _: { server in
      var answer = try await server.get("/api/v1/history")
      #expect(answer.status == 200)
      // Three at once and one a minute: on a busy machine a minute may pass in between.
      for _ in 0..<100 where answer.status == 200 {
        answer = try await server.get("/api/v1/history")
      }
      #expect(answer.status == 429)
      #expect(
        answer.headers["retry-after"].flatMap { Int($0) }.map { (1...60).contains($0) } == true)
      #expect(try await server.get("/health").status == 200)
    }
  }
}
