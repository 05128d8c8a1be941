import HTTPTypes
import Storage
import Testing

@testable import HelpLineServer

@Suite struct `What a client is told when the store refuses` {
  @Test(arguments: [
    StorageError.unavailable(reason: "r"), .busy(reason: "r"), .timedOut(seconds: 1),
    .diskFull(reason: "r"), .readOnly(reason: "r"), .damaged(reason: "r"), .overloaded(waiting: 1),
    .closed,
  ])
  func `a database that is away says that nothing was kept`(error: StorageError) {
    #expect(RequestError(error) == .notKept)
    #expect(RequestError.notKept.status == .serviceUnavailable)
    #expect(RequestError.notKept.message.contains("nothing was kept"))
  }

  @Test func `a commit that nobody confirmed is not called unkept`() {
    let told = RequestError(StorageError.outcomeUnknown(reason: "r"))
    #expect(told.status == .serviceUnavailable)
    #expect(told.headers[.retryAfter] == "2")
    #expect(
      told.message
        == "the database did not confirm the write; please try again with the same message_id")
  }
}
