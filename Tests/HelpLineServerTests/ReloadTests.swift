import Dialogue
import Foundation
import Testing

@testable import HelpLineServer

/// The real model of the repository, in a folder of the test's own. `scripts/reload-test.py` reloads a
/// thousand times under load and watches the memory.
@Suite struct `Reload of the model` {
  private static let token = "0123456789abcdef0123"
  private static let modelFile = URL(fileURLWithPath: TestServer.corpus)
    .deletingLastPathComponent().deletingLastPathComponent()
    .appendingPathComponent("models/helpline.safetensors")

  private func withModel(
    _ body: (TestServer, URL) async throws -> Void
  ) async throws {
    let folder = try TemporaryFolder()
    defer { folder.remove() }
    let model = folder.url.appendingPathComponent("model.safetensors")
    try FileManager.default.copyItem(at: Self.modelFile, to: model)
    try await TestServer.run {
      $0.bot = .learning
      $0.model = model.path
      $0.tokens.administration = Self.token
    } _: { server in
      try await body(server, model)
    }
  }

  private func reload(_ server: TestServer) async throws -> TestServer.Answer {
    try await server.post("/api/v1/model/reload?token=\(Self.token)", "")
  }

  @Test func `a damaged file is refused with the reason, and the old model goes on`()
    async throws
  {
    try await withModel { server, model in
      let before = try await server.get("/status").json()["model_id"].text
      let good = try Data(contentsOf: model)
      for damaged in [Data(), Data("not a model".utf8), good.prefix(good.count / 2)] {
        // In place, as `cp` does: a mapped model would be pulled away.
        let file = try FileHandle(forWritingTo: model)
        try file.truncate(atOffset: 0)
        try file.write(contentsOf: damaged)
        try file.close()
        let answer = try await reload(server)
        #expect(answer.status == 409)
        #expect(answer.text.contains("the old model goes on"))
        let status = try await server.get("/status").json()
        #expect(status["model_id"].text == before)
        #expect(try await !server.say("tuition fee").json().array.isEmpty)
      }
      try good.write(to: model)
      let answer = try await reload(server)
      #expect(answer.status == 200)
      #expect(try answer.json()["model"].text == before)
    }
  }

  @Test func `requests under way are answered while models come and go`() async throws {
    try await withModel { server, _ in
      try await withThrowingTaskGroup(of: [Int].self) { group in
        for client in 0..<3 {
          group.addTask {
            var statuses = [Int]()
            for number in 0..<40 {
              let answer = try await server.say("tuition fee", sender: "c\(client)-\(number % 5)")
              statuses.append(answer.status)
            }
            return statuses
          }
        }
        group.addTask {
          var statuses = [Int]()
          for _ in 0..<5 { statuses.append(try await reload(server).status) }
          return statuses
        }
        for try await statuses in group { #expect(statuses.allSatisfy { $0 == 200 }) }
      }
    }
  }

  @Test func `an intent without an answer is refused`() async throws {
    let folder = try TemporaryFolder()
    defer { folder.remove() }
    let corpus = folder.url.appendingPathComponent("corpus")
    try FileManager.default.copyItem(
      at: URL(fileURLWithPath: TestServer.corpus), to: corpus)
    let file = corpus.appendingPathComponent("knowledge/campus_life.yml")
    var settings = ServerSettings()
    settings.corpus = corpus.path
    settings.model = Self.modelFile.path
    _ = try await Engine.load(settings: settings, helpLine: HelpLineSettings())
    let text = try String(contentsOf: file, encoding: .utf8)
    // Renamed everywhere, so that the corpus itself stays sound.
    for name in try FileManager.default.subpathsOfDirectory(atPath: corpus.path)
    where name.hasSuffix(".yml") {
      let url = corpus.appendingPathComponent(name)
      let text = try String(contentsOf: url, encoding: .utf8)
      try text.replacing("library_services", with: "library_service")
        .write(to: url, atomically: true, encoding: .utf8)
    }
    #expect(text.contains("library_services"))
    let error = await #expect(throws: EngineError.self) {
      try await Engine.load(settings: settings, helpLine: HelpLineSettings())
    }
    #expect(error?.description.contains("library_services: no title and no answer") == true)
  }
}
