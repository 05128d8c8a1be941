import Foundation
import Testing

@testable import HelpLineServer

@Suite struct `Hand-overs by program` {
  @Test func `claim, answer and release`() async throws {
    try await TestServer.run { server in
      let id = try await server.application.takenOver(channel: "rest", sender: "h", by: server)
      let path = "/api/v1/administration/hand-overs"
      let open = try await server.get(path).json()[0]
      #expect(open["id"].text == id && open["state"].text == "taken")
      #expect(try await server.post("\(path)/\(id)/claim", "").status == 409)

      let text = #"{"text":"Call +7 7172 000001, IIN 040731553055","message_id":"o1"}"#
      for _ in 0..<2 {
        #expect(try await server.post("\(path)/\(id)/messages", text).status == 204)
      }
      let conversation = try #require(open["conversation"].text)
      let seen = try await server.get("/api/v1/administration/conversations/\(conversation)").json()
      #expect(seen["owner"].text == "person")
      let written = seen["messages"].array.filter { $0["from"].text == "person" }
      #expect(written.map { $0["text"].text } == ["Call +7 7172 000001, IIN <iin>"])

      #expect(try await server.post("\(path)/\(id)/typing", #"{"typing":true}"#).status == 204)
      #expect(try await server.post("\(path)/\(id)/release", "").status == 204)
      #expect(try await server.get(path).json().array.isEmpty)
      #expect(try await !server.say("tuition fee", sender: "h").json().array.isEmpty)
    }
  }

  @Test(arguments: [
    ("звоните +7 701 123 45 67", "звоните <phone>"),
    ("пишите на aigerim.s@mail.kz", "пишите на <email>"),
    ("приёмная комиссия: 8 (7172) 00-00-01, admissions@sample-university.example", nil),
    (
      "бухгалтерия +77172000005; мой мобильный 87011234567",
      "бухгалтерия +77172000005; мой мобильный <phone>"
    ),
    ("карта 4400 4301 2345 6783", "карта <card>"),
  ])
  func `what an operator writes is kept without personal data, the offices' contacts stay`(
    text: String, kept: String?
  ) async throws {
    try await TestServer.run { server in
      let id = try await server.application.takenOver(channel: "rest", sender: "h", by: server)
      let body = String(decoding: try JSONEncoder().encode(["text": text]), as: UTF8.self)
      let path = "/api/v1/administration/hand-overs/\(id)/messages"
      #expect(try await server.post(path, body).status == 204)
      let stored = try await server.application.exported(channel: "rest", sender: "h")
      let reply = try #require(stored["conversations"][0]["turns"].array.last)["reply"]
      #expect(reply["texts"][0].text == kept ?? text)
    }
  }

  @Test func `nobody answers without a claim, and unknown hand-overs are not found`()
    async throws
  {
    try await TestServer.run { server in
      let path = "/api/v1/administration/hand-overs/none"
      for action in ["claim", "release"] {
        let answer = try await server.post("\(path)/\(action)", "")
        #expect(answer.status == 404)
      }
      #expect(try await server.post("\(path)/messages", #"{"text":"a"}"#).status == 404)
      #expect(try await server.get("/api/v1/administration/conversations/none").status == 404)
    }
  }
}
