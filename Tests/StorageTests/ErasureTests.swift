import Foundation
import Testing

@testable import Storage

/// After `forget` the bytes are gone from the files, not only the rows.
@Suite struct ErasureTests {
  /// What is looked for; the length varies so that rows move between pages and overflow them.
  private func secret(_ index: Int) -> String {
    "secret\(index)end " + String(repeating: "қ\(index % 10)", count: (index * 397) % 3_000)
  }

  private func fill(_ store: Store, count: Int) async throws {
    for round: Int64 in 0..<2 {
      try await withThrowingTaskGroup(of: Void.self) { group in
        for index in 0..<count {
          group.addTask {
            _ = try await store.open(sampleConversation("c\(index)", sender: "sender\(index)end"))
            let feedback = Feedback(
              id: "f\(index).\(round)", conversation: "c\(index)", kind: "complaint",
              comment: secret(index), createdAt: at(2))
            _ = try await store.append(
              sampleTurn("c\(index)", "m\(round)", utterance: secret(index)),
              changing: ConversationChange(state: #"{"note":"\#(secret(index))"}"#),
              after: round, recording: [.feedback(feedback)])
          }
        }
        try await group.waitForAll()
      }
    }
  }

  /// Which of the numbers' secrets or senders stand in files under `folder`.
  private func found(_ numbers: [Int], in folder: URL) throws -> Set<Int> {
    let files = try FileManager.default.subpathsOfDirectory(atPath: folder.path)
    var found: Set<Int> = []
    for file in files {
      // A server removes files while they are listed; those hold nothing any more.
      guard let data = try? Data(contentsOf: folder.appending(path: file)) else { continue }
      for number in numbers where !found.contains(number) {
        let marks = ["secret\(number)end", "sender\(number)end"]
        if marks.contains(where: { data.range(of: Data($0.utf8)) != nil }) { found.insert(number) }
      }
    }
    return found
  }

  @Test(arguments: Driver.available)
  func `the bytes of forgotten conversations are gone from every file`(
    _ driver: Driver
  ) async throws {
    try await withStore(driver) { store, database in
      let folder = try database.folder ?? dataDirectory()
      try await fill(store, count: 40)
      // The planner's statistics are copies of values too.
      _ = try database.connection().execute("ANALYZE")
      let forgotten = Array(stride(from: 0, to: 40, by: 4))
      let kept = (0..<40).filter { !forgotten.contains($0) }
      #expect(try found(forgotten, in: folder) == Set(forgotten), "the search finds what is there")
      for index in forgotten.dropLast(2) {
        #expect(
          try await store.forget(conversation: "c\(index)", audit: stamp("a\(index)")).conversations
            == 1)
      }
      for index in forgotten.suffix(2) {
        let person = Person(channel: "web", sender: "sender\(index)end")
        #expect(try await store.forget(person, audit: stamp("a\(index)")).conversations == 1)
      }
      #expect(try found(forgotten, in: folder) == [])
      #expect(try found(kept, in: folder) == Set(kept), "the others' texts are still there")
      #expect(try await store.statistics().turns == 60)
    }
  }

  private func dataDirectory() throws -> URL {
    let name = "SENIM_TEST_POSTGRES_DATA"
    guard let path = ProcessInfo.processInfo.environment[name] else {
      try Test.cancel("\(name) is not set: run scripts/with-postgres.sh swift test")
    }
    return URL(filePath: path)
  }
}
