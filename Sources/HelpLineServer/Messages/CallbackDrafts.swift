import Dialogue

/// Call-backs that are being filled in, in memory only: what a person types is written for the first
/// time when the form is complete, encrypted. After a restart the form begins again.
final class CallbackDrafts: Sendable {
  private let drafts = Shared<[String: CallbackRequest]>([:])
  /// Above this many the oldest entries' owners begin again.
  private static let capacity = 10_000

  init() {}

  subscript(conversation: String) -> CallbackRequest? {
    get { drafts.withValue { $0[conversation] } }
    set {
      drafts.withValue { drafts in
        if drafts.count >= Self.capacity { drafts = [:] }
        drafts[conversation] = newValue
      }
    }
  }
}
