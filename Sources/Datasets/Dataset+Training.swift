public import IntentTypes

extension Dataset {
  /// Checks that there is something to learn: a training part with two intents or more.
  ///
  /// - Throws: `noTraining`, `oneIntent`.
  public func checkTrainable() throws(DatasetError) {
    let training = self[.train]
    guard let first = training.first else {
      throw .noTraining(splits: parts)
    }
    let known = training.filter { $0.intent != .outOfScope }
    let intent = known.first?.intent ?? first.intent
    guard known.contains(where: { $0.intent != intent }) else {
      throw .oneIntent(intent, utterances: training.count)
    }
  }

  /// What a source that was given for validation holds out: its validation part, or all of it where it has one
  /// unnamed part.
  ///
  /// - Throws: `noValidation`; a test part is never taken in its place.
  public func validationUtterances() throws(DatasetError) -> [LabeledUtterance] {
    if !self[.validation].isEmpty { return self[.validation] }
    guard parts == [.train] else { throw .noValidation(splits: parts) }
    return self[.train]
  }

  /// Several sources as one: the training parts together, the validation parts together, and so on,
  /// in the order of the sources.
  ///
  /// Where some sources have a validation part and others do not, validation is that of the former
  /// alone; a warning says so. The format is that of the first.
  ///
  /// - Precondition: at least one source.
  public static func merging(_ datasets: [Dataset]) -> Dataset {
    precondition(!datasets.isEmpty, "no datasets to merge")
    guard datasets.count > 1 else { return datasets[0] }
    var merged = Dataset(format: datasets[0].format, splits: [:])
    for dataset in datasets {
      for split in dataset.parts { merged.splits[split, default: []] += dataset[split] }
      merged.warnings += dataset.warnings
    }
    for split in [Split.validation, .test] {
      let without = datasets.indices.filter { datasets[$0][split].isEmpty }
      guard !without.isEmpty, without.count < datasets.count else { continue }
      let numbers = without.map { "\($0 + 1)" }
      merged.warnings.append(
        DatasetWarning(
          origin: nil,
          found: "no \(split.rawValue) part in source \(numbers.joined(separator: ", ")) of "
            + "\(datasets.count); the others' is used",
          expected: "the part in all sources or in none"))
    }
    return merged
  }
}
