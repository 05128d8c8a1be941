import Economics
import Foundation
import Storage
import Testing

@testable import HelpLineServer

/// What operators find about turns, and what the duel's report makes of it.
@Suite struct `Checks of turns` {
  private static let model = URL(fileURLWithPath: TestServer.corpus)
    .deletingLastPathComponent().deletingLastPathComponent()
    .appendingPathComponent("models/helpline.safetensors").path
  private static let question = "How much does tuition cost per year?"

  private func conversation(of sender: String, at server: TestServer) async throws -> String {
    let store = server.application.handler.store
    return try #require(try await store.conversation(channel: "rest", sender: sender)).id
  }

  private func check(
    _ conversation: String, _ fields: String, at server: TestServer
  ) async throws -> Int {
    try await server.post(
      "/api/v1/administration/conversations/\(conversation)/checks",
      #"{"operator":"Dina",\#(fields)}"#
    ).status
  }

  @Test func `the right intent and the outcome are noted, with an audit line`() async throws {
    try await TestServer.run { server in
      _ = try await server.say(Self.question)
      let id = try await conversation(of: "a", at: server)
      let seen = try await server.get("/api/v1/administration/conversations/\(id)").json()
      let message = Int(try #require(seen["messages"].array.last?["id"].number))
      let fields = #""message":\#(message),"intent":"tuition_cost","outcome":"confirmed""#
      #expect(try await check(id, fields, at: server) == 204)
      let store = server.application.handler.store
      let turn = try #require(try await store.turns(of: id).first)
      #expect(turn.checkedIntent == "tuition_cost" && turn.outcome == "confirmed")
      #expect(try await check(id, #""message":\#(message),"intent":"oos""#, at: server) == 204)
      #expect(try await store.turns(of: id).first?.checkedIntent == "oos")
      #expect(try await store.turns(of: id).first?.outcome == "confirmed")
      let lines = try await store.auditLines()
      #expect(lines.map(\.action) == ["check turn", "check turn"])
      #expect(lines.allSatisfy { $0.actor == "Dina" && $0.subject == "\(id)/1" })
    }
  }

  @Test(arguments: [
    (#""message":17,"intent":"no_such_intent""#, 400), (#""message":17,"outcome":"fine""#, 400),
    (#""message":17"#, 400), (#""intent":"tuition_cost""#, 400),
    (#""message":99999,"intent":"tuition_cost""#, 404),
    (#""message":-1,"intent":"tuition_cost""#, 404),
  ])
  func `what nobody knows is refused and leaves no trace`(fields: String, status: Int)
    async throws
  {
    try await TestServer.run { server in
      _ = try await server.say(Self.question)
      let id = try await conversation(of: "a", at: server)
      #expect(try await check(id, fields, at: server) == status)
      let store = server.application.handler.store
      #expect(try await store.turns(of: id).first?.checkedIntent == nil)
      #expect(try await store.auditLines().isEmpty)
    }
  }

  @Test func `checks need the administration token, and a conversation`() async throws {
    let fields = #""message":17,"intent":"tuition_cost""#
    try await TestServer.run { server in
      let status = try await check("none", fields, at: server)
      #expect(status == 404)
    }
    try await TestServer.run {
      $0.tokens.administration = "0123456789abcdef0123"
    } _: { server in
      let status = try await check("none", fields, at: server)
      #expect(status == 401)
    }
  }

  @Test func `a duel counts what both bots judge, and checks move its precision`() async throws {
    try await TestServer.run {
      $0.bot = .duel
      $0.model = Self.model
    } _: { server in
      let senders = ["a", "b", "c", "d", "e", "f"]
      var bots: Set<String> = []
      for sender in senders {
        let answer = try await server.say(Self.question, sender: sender).json()
        #expect(answer[0]["metadata"]["intent"].text == "tuition_cost")
        bots.insert(answer[0]["metadata"]["bot"].text ?? "")
        // A greeting, a button, a signal, a follow-up that points back: no bot's work.
        for text in ["hello", "/dormitory_place", "and how much does it cost?", "I want a human"] {
          _ = try await server.say(text, sender: sender)
        }
      }
      #expect(bots.isSubset(of: ["rules", "learning"]))
      let before = try await report(server)
      #expect(before.agreement.total == senders.count)
      #expect(before.agreement.count == senders.count)
      #expect(before.rows.map(\.bot) == ["learning", "rules"])
      for row in before.rows {
        #expect(row.coverage.count == senders.count && row.coverage.total == senders.count)
        #expect(row.precision.total == 0)
      }
      for (sender, intent) in [
        ("a", "tuition_cost"), ("b", "tuition_cost"), ("c", "grant_competition"),
      ] {
        let id = try await conversation(of: sender, at: server)
        #expect(try await check(id, #""message":17,"intent":"\#(intent)""#, at: server) == 204)
      }
      for row in try await report(server).rows {
        #expect(row.precision.count == 2 && row.precision.total == 3)
      }
    }
  }

  private func report(_ server: TestServer) async throws -> DuelReport.Group {
    let report = try await DuelReport(
      settings: server.settings, period: try ReportPeriod(from: nil, to: nil))
    return try #require(report.groups.first)
  }
}
