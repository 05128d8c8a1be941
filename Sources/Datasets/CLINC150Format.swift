import IntentTypes

/// The JSON of CLINC150 (Larson et al. 2019): each part a list of `["text", "label"]`.
enum CLINC150Format {
  /// The keys of the file and the part each goes to.
  static let parts: [(key: String, split: Split)] = [
    ("train", .train), ("val", .validation), ("test", .test),
    ("oos_train", .train), ("oos_val", .validation), ("oos_test", .test),
  ]

  static func read(_ file: SourceFile, _ root: JSONNode) throws(DatasetError) -> DatasetBuilder {
    var builder = DatasetBuilder()
    for (key, split) in parts {
      guard let list = root[key] else { continue }
      guard let pairs = list.array else {
        throw file.malformed(
          file.line(at: list.offset), found: "\(list.kind) at '\(key)'", expected: "an array")
      }
      for pair in pairs {
        let line = file.line(at: pair.offset)
        guard let fields = pair.array, fields.count == 2, let text = fields[0].string,
          let label = fields[1].string
        else {
          throw file.malformed(
            line, found: "\(pair.kind) in '\(key)'", expected: "a pair [\"text\", \"label\"]")
        }
        try builder.add(text: text, label: label, to: split, of: file, line: line)
      }
    }
    return builder
  }

  /// - Throws: `cannotWrite` for a gate part, which the format has no place for.
  static func text(of dataset: Dataset) throws(DatasetError) -> String {
    guard dataset[.gate].isEmpty else {
      throw .cannotWrite(format: .clinc150, reason: "the format has no gate part")
    }
    let lists = parts.map { key, split in
      let isOutOfScope = key.hasPrefix("oos_")
      let pairs = dataset[split].filter { ($0.intent == .outOfScope) == isOutOfScope }
      let elements = pairs.map {
        "[\(JSONText.quoted($0.text)), \(JSONText.quoted($0.intent.name))]"
      }
      return (key, JSONText.array(elements, indent: "  "))
    }
    return JSONText.object(lists, indent: "") + "\n"
  }
}
