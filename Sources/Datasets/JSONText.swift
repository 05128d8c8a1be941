/// Writing JSON.
enum JSONText {
  /// `text` as a JSON string: only quotes, backslashes and control characters are escaped.
  static func quoted(_ text: String) -> String {
    var quoted = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": quoted += "\\\""
      case "\\": quoted += "\\\\"
      case "\n": quoted += "\\n"
      case "\r": quoted += "\\r"
      case "\t": quoted += "\\t"
      case "\u{0}"..<" ", "\u{7f}"..."\u{9f}", "\u{2028}", "\u{2029}", "\u{feff}":
        let hex = String(scalar.value, radix: 16)
        quoted += "\\u" + String(repeating: "0", count: 4 - hex.count) + hex
      default: quoted.unicodeScalars.append(scalar)
      }
    }
    return quoted + "\""
  }

  /// An array with an element on each line.
  static func array(_ elements: [String], indent: String) -> String {
    guard !elements.isEmpty else { return "[]" }
    let lines = elements.map { "\(indent)  \($0)" }.joined(separator: ",\n")
    return "[\n\(lines)\n\(indent)]"
  }

  /// An object with a member on each line; the values are JSON.
  static func object(_ members: [(String, String)], indent: String) -> String {
    guard !members.isEmpty else { return "{}" }
    let lines = members.map { "\(indent)  \(quoted($0)): \($1)" }.joined(separator: ",\n")
    return "{\n\(lines)\n\(indent)}"
  }
}
