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
}
