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
      try Self.mark(mark, conversation: conversation, sequence: sequence, connection)
    }
  }

  /// Notes what an operator found about a turn, all of it or nothing, with an audit line.
  ///
  /// - Throws: `unknownTurn`.
  public func mark(
    _ marks: [TurnMark], conversation: String, sequence: Int64, audit: AuditStamp
  ) async throws(StorageError) {
    try await write { connection throws(StorageError) in
      for mark in marks {
        try Self.mark(mark, conversation: conversation, sequence: sequence, connection)
      }
      try audit.line("check turn", subject: "\(conversation)/\(sequence)", rows: 1)
        .insert(into: connection)
    }
  }

  private static func mark(
    _ mark: TurnMark, conversation: String, sequence: Int64, _ connection: any SQLConnection
  ) throws(StorageError) {
    let (name, value) = mark.column
    let rows = try connection.execute(
      """
      UPDATE turns SET \(name) = $1 WHERE conversation = $2 AND sequence = $3 RETURNING sequence
      """, [value, .text(conversation), .integer(sequence)])
    if rows.isEmpty { throw .unknownTurn(conversation: conversation, sequence: sequence) }
  }
}
