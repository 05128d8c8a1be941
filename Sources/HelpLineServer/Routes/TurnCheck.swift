import Economics
import IntentTypes
import Knowledge
import Storage

/// What an operator found about a turn: which intent was the right one, and how the question ended.
struct TurnCheck: Decodable {
  /// The number of any message of the turn.
  let message: Int64
  /// Of the knowledge, or `oos`.
  let intent: String?
  /// One of `Outcome`.
  let outcome: String?
  /// Stands in the audit line.
  let `operator`: String

  /// - Throws: 400 for an intent or an outcome that nobody knows, or neither.
  func marks(knowledge: Knowledge) throws(RequestError) -> [TurnMark] {
    if let intent {
      let known = Intent(intent) == .outOfScope || knowledge.entries[Intent(intent)] != nil
      guard known else {
        throw .malformed("the field \"intent\" is no intent of the knowledge, nor \"oos\"")
      }
    }
    if let outcome, Outcome(rawValue: outcome) == nil {
      let outcomes = Outcome.allCases.map(\.rawValue).joined(separator: ", ")
      throw .malformed("the field \"outcome\" is one of \(outcomes)")
    }
    guard intent != nil || outcome != nil else {
      throw .malformed("the body has neither \"intent\" nor \"outcome\"")
    }
    return [intent.map { .checkedIntent($0) }, outcome.map { .outcome($0) }].compactMap { $0 }
  }
}
