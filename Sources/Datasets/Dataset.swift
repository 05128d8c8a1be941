public import IntentTypes

/// Labelled utterances in parts, as they were read from a file or a folder.
public struct Dataset: Sendable {
  public var format: DatasetFormat
  /// The utterances by part. A source with one unnamed part has it as `.train`.
  public var splits: [Split: [LabeledUtterance]]
  /// What is odd in the source but does not keep it from being used.
  public var warnings: [DatasetWarning]

  public init(
    format: DatasetFormat, splits: [Split: [LabeledUtterance]], warnings: [DatasetWarning] = []
  ) {
    self.format = format
    self.splits = splits
    self.warnings = warnings
  }

  /// The utterances of a part; none when the source does not have it.
  public subscript(split: Split) -> [LabeledUtterance] {
    splits[split] ?? []
  }

  /// The parts that have utterances, in the order of `Split.allCases`.
  public var parts: [Split] {
    Split.allCases.filter { !self[$0].isEmpty }
  }

  /// All utterances, part after part in the order of `Split.allCases`.
  public var utterances: [LabeledUtterance] {
    Split.allCases.flatMap { self[$0] }
  }
}
