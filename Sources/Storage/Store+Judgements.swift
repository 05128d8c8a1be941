/// What was found out about a turn after its reply.
public enum TurnMark: Sendable, Equatable {
  /// The person's judgement of the reply; nil takes it back.
  case rating(Int64?)
  /// How the question ended, in the words of the caller (`confirmed`, `silent`, …).
  case outcome(String?)
  /// The right intent as a person found it.
  case checkedIntent(String?)

  fileprivate var column: (name: String, value: SQLValue) {
    switch self {
    case .rating(let rating): ("rating", .integer(rating))
    case .outcome(let outcome): ("outcome", .text(outcome))
    case .checkedIntent(let intent): ("checked_intent", .text(intent))
    }
  }
}

extension Store {
  /// Notes a rating, an outcome or a checked intent beside a turn; the last one holds.
  ///
  /// - Throws: `unknownTurn`.
  public func mark(
    _ mark: TurnMark, conversation: String, sequence: Int64
  ) async throws(StorageError) {
    try await write { connection throws(StorageError) in
      let (name, value) = mark.column
      let rows = try connection.execute(
        """
        UPDATE turns SET \(name) = $1 WHERE conversation = $2 AND sequence = $3 RETURNING sequence
        """, [value, .text(conversation), .integer(sequence)])
      if rows.isEmpty { throw .unknownTurn(conversation: conversation, sequence: sequence) }
    }
  }
}
