import IntentTypes

/// Collects the utterances of a dataset while it is read, with the checks that every format shares.
struct DatasetBuilder {
  private(set) var splits = [Split: [LabeledUtterance]]()
  private(set) var warnings = [DatasetWarning]()

  /// The longest utterance that is accepted, in bytes of UTF-8.
  static let utteranceLimit = 65_536

  /// Adds an utterance of `file`. One without text is skipped with a warning.
  ///
  /// - Throws: `malformed` without a label, `tooLong`.
  mutating func add(
    text: String, label: String, language: String? = nil, to split: Split, of file: SourceFile,
    line: Int
  ) throws(DatasetError) {
    let origin = file.origin(line)
    guard text.utf8.count <= Self.utteranceLimit else {
      throw .tooLong(at: origin, bytes: text.utf8.count, limit: Self.utteranceLimit)
    }
    guard !text.utf8.allSatisfy({ $0 <= 0x20 }) else {
      warn(origin, found: "no text, skipped", expected: "an utterance")
      return
    }
    let name = label.trimmingBlanks()
    guard !name.isEmpty else {
      throw .malformed(at: origin, found: "no label", expected: "the name of an intent")
    }
    let language = language.flatMap { $0.isEmpty ? nil : $0 }
    splits[split, default: []].append(
      LabeledUtterance(text: text, intent: Intent(name), language: language, origin: origin))
  }

  mutating func warn(_ origin: LabeledUtterance.Origin?, found: String, expected: String) {
    warnings.append(DatasetWarning(origin: origin, found: found, expected: expected))
  }

  /// The same utterances in other parts.
  func reassigned(to split: (LabeledUtterance) -> Split) -> DatasetBuilder {
    var builder = DatasetBuilder()
    for part in Split.allCases {
      for utterance in splits[part] ?? [] {
        builder.splits[split(utterance), default: []].append(utterance)
      }
    }
    builder.warnings = warnings
    return builder
  }

  /// Adds what another builder collected; all of it to `split` where that is given.
  mutating func append(_ other: DatasetBuilder, as split: Split? = nil) {
    for part in Split.allCases {
      if let utterances = other.splits[part] {
        splits[split ?? part, default: []] += utterances
      }
    }
    warnings += other.warnings
  }
}

extension String {
  /// Without blanks, tabs and line ends at both ends.
  func trimmingBlanks() -> String {
    guard let first = utf8.first, let last = utf8.last, first <= 0x20 || last <= 0x20 else {
      return self
    }
    let bytes = Array(utf8)
    let start = bytes.firstIndex { $0 > 0x20 } ?? bytes.count
    let end = bytes.lastIndex { $0 > 0x20 } ?? start - 1
    return String(decoding: bytes[start..<(end + 1)], as: UTF8.self)
  }
}
