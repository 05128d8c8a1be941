import Foundation
import Testing

@testable import HelpLineServer

@Suite struct `Access to routes` {
  static let token = "0123456789abcdef0123"

  @Test func `without a token a route answers on loopback`() async throws {
    try await TestServer.run { server in
      for path in ["/status", "/api/v1/administration/hand-overs"] {
        let answer = try await server.get(path)
        #expect(answer.status == 200)
      }
    }
  }

  @Test(arguments: [
    ["X-Forwarded-For": "203.0.113.9"], ["Forwarded": "for=203.0.113.9"],
    ["Host": "rebound.example"],
  ])
  func `without a token nobody else passes`(headers: [String: String]) async throws {
    try await TestServer.run { server in
      let answer = try await server.get("/status", headers: headers)
      #expect(answer.status == 403)
      #expect(answer.text.contains("loopback only"))
    }
  }

  @Test func `with a token it is asked for, also on loopback`() async throws {
    try await TestServer.run {
      $0.tokens.model = Self.token
      $0.tokens.webhook = Self.token
      $0.tokens.administration = Self.token
    } _: { server in
      for path in ["/status", "/api/v1/administration/callbacks"] {
        let answer = try await server.get(path)
        #expect(answer.status == 401)
        #expect(try await server.get("\(path)?token=wrong").status == 403)
        #expect(try await server.get("\(path)?token=\(Self.token)").status == 200)
        let bearer = ["Authorization": "Bearer \(Self.token)"]
        #expect(try await server.get(path, headers: bearer).status == 200)
      }
      #expect(try await server.say("hello").status == 401)
    }
  }

  @Test func `reload by API is off without a token`() async throws {
    try await TestServer.run { server in
      let answer = try await server.post("/api/v1/model/reload", "")
      #expect(answer.status == 403)
      #expect(try answer.json()["detail"].text?.hasPrefix("reload by API is off") == true)
    }
    try await TestServer.run {
      $0.tokens.administration = Self.token
    } _: { server in
      let answer = try await server.post("/api/v1/model/reload?token=\(Self.token)", "")
      #expect(answer.status == 200)
      #expect(try answer.json()["model"].text == "rules")
    }
  }

  @Test func `tokens are compared as a whole`() {
    #expect(AccessTokens.isEqual("abc", "abc"))
    #expect(!AccessTokens.isEqual("abc", "abd"))
    #expect(!AccessTokens.isEqual("abc", "abcd"))
    #expect(!AccessTokens.isEqual("", "a"))
  }

  @Test func `pages of foreign origins are refused, those of the list may read`() async throws {
    try await TestServer.run {
      $0.web.widgetOrigins = ["https://www.example.kz"]
    } _: { server in
      func history(_ origin: String) async throws -> TestServer.Answer {
        try await server.get("/api/v1/history", headers: ["Origin": origin])
      }
      #expect(try await history("https://evil.example").status == 403)
      #expect(try await history("null").status == 403)
      let own = try await history(server.base.absoluteString)
      #expect(own.status == 200)
      #expect(own.headers["access-control-allow-origin"] == nil)
      let listed = try await history("https://www.example.kz")
      #expect(listed.status == 200)
      #expect(listed.headers["access-control-allow-origin"] == "https://www.example.kz")
      #expect(listed.headers["access-control-allow-credentials"] == "true")
    }
  }

  @Test(
    arguments: [
      ("https://example.kz", true), ("http://127.0.0.1:8080", true), ("https://EXAMPLE.kz", true),
      ("https://example.kz/path", false), ("example.kz", false), ("ftp://example.kz", false),
      ("https://a b", false), ("https://", false), ("null", false), ("*", false),
      ("https://x; script-src *", false), ("https://user@example.kz", false),
    ])
  func `an origin is scheme, host and port`(text: String, isValid: Bool) {
    #expect((Origin(text) != nil) == isValid)
  }

  @Test func `the last forwarded address counts behind a trusted proxy`() {
    let client = Client(forwardedFor: "127.0.0.1, 203.0.113.9")
    #expect(client.network == "203.0.113.9")
    #expect(!client.isLoopback)
  }
}
