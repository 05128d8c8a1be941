public import Foundation

extension Store {
  /// All that is stored of a conversation, as JSON (UTF-8, keys sorted), with an audit line.
  ///
  /// Call-backs are opened if there is a key. Times are ISO 8601 in UTC.
  ///
  /// - Throws: `unknownConversation`; `wrongCallbackKey`, `damagedCallback`.
  public func export(
    conversation id: String, audit: AuditStamp
  ) async throws(StorageError) -> Data {
    let exported = try await exported(
      where: "id = $1", [.text(id)], line: audit.line("export conversation", subject: id, rows: 0))
    guard let conversation = exported.first else { throw .unknownConversation(id) }
    return try Self.encode(conversation)
  }

  /// All that is stored of a person, as a JSON object with the person's conversations in the order
  /// of their beginning; with an audit line, also if there is nothing.
  public func export(_ person: Person, audit: AuditStamp) async throws(StorageError) -> Data {
    let exported = try await exported(
      where: "channel = $1 AND sender = $2", [.text(person.channel), .text(person.sender)],
      line: audit.line("export person", subject: person.pseudonym, rows: 0))
    return try Self.encode(
      .object([
        "channel": .string(person.channel), "sender": .string(person.sender),
        "conversations": .array(exported),
      ]))
  }

  private func exported(
    where condition: String, _ arguments: [SQLValue], line: AuditLine
  ) async throws(StorageError) -> [JSONValue] {
    let key = callbackKey
    let exported = try await reportReader.run { connection throws(StorageError) in
      let rows = try connection.execute(
        """
        SELECT \(StoredConversation.columns) FROM conversations WHERE \(condition)
        ORDER BY created_at, id
        """, arguments)
      return try rows.map { row throws(StorageError) in
        try ExportedConversation(StoredConversation(row: row), connection, key).json
      }
    }
    try await write { connection throws(StorageError) in
      var line = line
      line.rows = Int64(exported.count)
      try line.insert(into: connection)
    }
    return exported
  }

  private static func encode(_ value: JSONValue) throws(StorageError) -> Data {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    do {
      return try encoder.encode(value)
    } catch {
      throw .unexpectedValue(column: 0, found: "\(error)", expected: "a value that JSON can hold")
    }
  }
}
