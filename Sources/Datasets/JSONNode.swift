/// A JSON value and where it stands, so that messages can name the line.
struct JSONNode {
  indirect enum Value {
    /// The members in their order; a doubled key keeps both.
    case object([(key: String, value: JSONNode)])
    case array([JSONNode])
    case string(String)
    case number(String)
    case bool(Bool)
    case null
  }

  let value: Value
  /// The offset of its first byte in the file.
  let offset: Int

  var array: [JSONNode]? {
    if case .array(let elements) = value { elements } else { nil }
  }

  var members: [(key: String, value: JSONNode)]? {
    if case .object(let members) = value { members } else { nil }
  }

  var string: String? {
    if case .string(let string) = value { string } else { nil }
  }

  /// The text of a string or number: labels are written as either.
  var text: String? {
    switch value {
    case .string(let text), .number(let text): text
    default: nil
    }
  }

  subscript(key: String) -> JSONNode? {
    members?.first { $0.key == key }?.value
  }

  /// The kind of value, for messages.
  var kind: String {
    switch value {
    case .object: "an object"
    case .array: "an array"
    case .string: "a string"
    case .number: "a number"
    case .bool: "true or false"
    case .null: "null"
    }
  }
}
