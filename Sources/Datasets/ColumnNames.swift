/// What datasets call their columns and fields, in small letters, the preferred name first.
enum ColumnNames {
  static let text = ["text", "utterance", "sentence", "query"]
  static let label = ["intent", "label", "category", "tag"]
  static let language = ["language", "lang", "locale"]
}

extension [String] {
  /// `a, b or c`
  var listed: String {
    count < 2 ? joined() : dropLast().joined(separator: ", ") + " or " + self[count - 1]
  }
}

extension JSONNode {
  /// The value at the first of `keys` that is there.
  func first(of keys: [String]) -> JSONNode? {
    keys.lazy.compactMap { self[$0] }.first
  }
}
