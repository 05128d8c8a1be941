import Channels

/// Holds a JSON value against the part of JSON Schema that the OpenAPI file uses. Properties that the
/// schema does not name are problems too, so that nothing is answered undescribed.
struct SchemaChecker {
  let document: [String: Any]

  /// Follows `$ref`.
  func resolved(_ node: Any) -> [String: Any]? {
    guard let object = node as? [String: Any] else { return nil }
    guard let reference = object["$ref"] as? String else { return object }
    var target: Any? = document
    for part in reference.dropFirst(2).split(separator: "/") {
      target = (target as? [String: Any])?[String(part)]
    }
    return target.flatMap { resolved($0) }
  }

  /// What is wrong with `value`, one sentence each.
  func problems(of value: JSONObject, schema node: Any, at place: String) -> [String] {
    guard let schema = resolved(node) else { return ["\(place): no schema"] }
    let types = (schema["type"] as? [String]) ?? (schema["type"] as? String).map { [$0] } ?? []
    guard types.isEmpty || types.contains(where: { matches(value, $0) }) else {
      return ["\(place): found \(value), expected \(types)"]
    }
    switch value {
    case .text(let text):
      let choices = (schema["enum"] as? [Any])?.map { "\($0)" }
      return choices?.contains(text) ?? true ? [] : ["\(place): \(text) is not in \(choices ?? [])"]
    case .array(let values):
      guard let items = schema["items"] else { return [] }
      return values.enumerated().flatMap { index, item in
        problems(of: item, schema: items, at: "\(place)[\(index)]")
      }
    case .object(let fields):
      return objectProblems(of: fields, schema, at: place)
    case .null, .boolean, .integer, .number:
      return []
    }
  }

  private func objectProblems(
    of fields: [String: JSONObject], _ schema: [String: Any], at place: String
  ) -> [String] {
    var problems = [String]()
    for name in schema["required"] as? [String] ?? [] where fields[name] == nil {
      problems.append("\(place): no \(name)")
    }
    guard let properties = schema["properties"] as? [String: Any] else { return problems }
    for (name, value) in fields.sorted(by: { $0.key < $1.key }) {
      guard let property = properties[name] else {
        problems.append("\(place): \(name) is not described")
        continue
      }
      problems += self.problems(of: value, schema: property, at: "\(place).\(name)")
    }
    return problems
  }

  private func matches(_ value: JSONObject, _ type: String) -> Bool {
    switch (value, type) {
    case (.null, "null"), (.boolean, "boolean"), (.integer, "integer"), (.integer, "number"),
      (.number, "number"), (.text, "string"), (.array, "array"), (.object, "object"):
      true
    default: false
    }
  }
}
