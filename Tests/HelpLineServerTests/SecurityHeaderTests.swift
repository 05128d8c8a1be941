import Testing

@testable import HelpLineServer

@Suite struct `Security headers` {
  @Test func `the page runs its own files only and cannot be framed`() async throws {
    try await TestServer.run { server in
      let page = try await server.get("/")
      let policy = try #require(page.headers["content-security-policy"])
      #expect(policy.contains("default-src 'none'"))
      #expect(policy.contains("script-src 'self'"))
      #expect(!policy.contains("unsafe"))
      #expect(policy.contains("frame-ancestors 'none'"))
      #expect(page.headers["x-frame-options"] == "DENY")
      #expect(page.headers["x-content-type-options"] == "nosniff")
      #expect(page.headers["referrer-policy"] == "no-referrer")
      #expect(page.headers["content-type"] == "text/html; charset=utf-8")
    }
  }

  @Test func `the widget may be framed by the allowed origins`() async throws {
    try await TestServer.run {
      $0.web.widgetOrigins = ["https://www.example.kz"]
    } _: { server in
      let widget = try await server.get("/widget")
      #expect(
        widget.headers["content-security-policy"]?.hasSuffix(
          "frame-ancestors 'self' https://www.example.kz") == true)
      #expect(widget.headers["x-frame-options"] == nil)
      let script = try await server.get("/widget.js")
      #expect(script.headers["cross-origin-resource-policy"] == "cross-origin")
    }
  }

  @Test func `errors carry them too`() async throws {
    try await TestServer.run { server in
      let missing = try await server.get("/nowhere")
      #expect(missing.status == 404)
      #expect(missing.headers["content-type"] == "application/problem+json")
      #expect(missing.headers["x-content-type-options"] == "nosniff")
    }
  }

  @Test func `the page holds no inline script, style or handler`() async throws {
    try await TestServer.run { server in
      let html = try await server.get("/").text
      #expect(html.ranges(of: /<script(?![^>]*src=)/).isEmpty)
      #expect(html.ranges(of: /<style|\sstyle=|\son[a-z]+=/).isEmpty)
    }
  }

  @Test func `a page that did not change is not sent again`() async throws {
    try await TestServer.run { server in
      let first = try await server.get("/assets/chat.css")
      let tag = try #require(first.headers["etag"])
      let second = try await server.get("/assets/chat.css", headers: ["If-None-Match": tag])
      #expect(first.status == 200)
      #expect(second.status == 304)
      #expect(second.body.isEmpty)
    }
  }

  @Test func `a wrong method names the right ones`() async throws {
    try await TestServer.run { server in
      let answer = try await server.send("PUT", "/api/v1/messages")
      #expect(answer.status == 405)
      #expect(answer.headers["allow"] == "POST")
      #expect(try await server.send("DELETE", "/").headers["allow"] == "GET, HEAD")
      #expect(try await server.send("HEAD", "/").status == 200)
      #expect(try await server.send("OPTIONS", "/model/parse").status == 204)
    }
  }
}
