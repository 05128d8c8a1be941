public import IntentTypes

extension SplitManifest {
  /// Makes the manifest of a corpus folder anew and writes it, keeping what its old one says.
  ///
  /// - Returns: the manifest that was written.
  public static func update(
    corpus path: String, seed: UInt64
  ) throws(DatasetError) -> SplitManifest {
    let utterances = try HelplineFormat.utterances(in: path).splits[.train] ?? []
    guard !utterances.isEmpty else { throw .empty(path: path + "/utterances") }
    let file = path + "/" + fileName
    var existing: SplitManifest?
    do {
      existing = try read(at: file)
    } catch .missing {
      existing = nil
    }
    let manifest = make(for: utterances, existing: existing, seed: seed)
    try manifest.write(to: file)
    return manifest
  }

  /// Gives each utterance a part, the same for near-duplicates.
  ///
  /// Utterances of `existing` keep theirs; new ones get the part of their near-duplicates or else one
  /// by the seed, so that each intent in each language has its share of validation and gate. When a
  /// new utterance joins near-duplicates of different parts, all go where the strictest is: gate
  /// before validation before training. What was once in the gate stays listed even when it is no
  /// longer in the corpus, so that it never comes back elsewhere.
  public static func make(
    for utterances: [LabeledUtterance], existing: SplitManifest? = nil, seed: UInt64
  ) -> SplitManifest {
    var manifest = SplitManifest(seed: seed, entries: [:])
    for (key, entry) in existing?.entries ?? [:] where entry.split == .gate {
      manifest.entries[key] = entry
    }
    let keys = utterances.map { key(of: $0.text) }
    var rest = quotas(of: utterances)
    var unassigned = [[Int]]()
    for group in NearDuplicates(utterances).allGroups {
      let splits = Set(group.compactMap { existing?.entries[keys[$0]]?.split })
      guard let split = [Split.gate, .validation, .train].first(where: splits.contains) else {
        unassigned.append(group)
        continue
      }
      manifest.assign(split, to: group, of: utterances, keys: keys)
      for index in group { rest[split]?[Stratum(utterances[index]), default: 0] -= 1 }
    }
    var generator = SeededGenerator(seed: seed)
    for group in unassigned.shuffled(using: &generator) {
      let needed = counts(of: group.map { utterances[$0] })
      let split =
        [Split.gate, .validation].first { split in
          needed.allSatisfy { rest[split]?[$0, default: 0] ?? 0 >= $1 }
        } ?? .train
      manifest.assign(split, to: group, of: utterances, keys: keys)
      for (stratum, count) in needed { rest[split]?[stratum, default: 0] -= count }
    }
    return manifest
  }

  /// An intent in a language: each has its share of each part.
  private struct Stratum: Hashable {
    let intent: Intent
    let language: String?

    init(_ utterance: LabeledUtterance) {
      intent = utterance.intent
      language = utterance.language
    }
  }

  private static func counts(of utterances: [LabeledUtterance]) -> [Stratum: Int] {
    utterances.reduce(into: [:]) { $0[Stratum($1), default: 0] += 1 }
  }

  private static func quotas(of utterances: [LabeledUtterance]) -> [Split: [Stratum: Int]] {
    [
      .gate: shares(gateFraction, of: utterances),
      .validation: shares(validationFraction, of: utterances),
    ]
  }

  /// Whole numbers for each stratum that add up to the share of all: what one loses by rounding goes
  /// to the next.
  private static func shares(
    _ fraction: Double, of utterances: [LabeledUtterance]
  ) -> [Stratum: Int] {
    var shares = [Stratum: Int]()
    var exact = 0.5
    var given = 0
    let strata = counts(of: utterances).sorted { a, b in
      (a.key.intent, a.key.language ?? "") < (b.key.intent, b.key.language ?? "")
    }
    for (stratum, count) in strata {
      exact += Double(count) * fraction
      shares[stratum] = Int(exact) - given
      given = Int(exact)
    }
    return shares
  }

  private mutating func assign(
    _ split: Split, to group: [Int], of utterances: [LabeledUtterance], keys: [String]
  ) {
    // From the last to the first: a text that stands twice is listed under its first intent.
    for index in group.reversed() {
      entries[keys[index]] = Entry(split: split, intent: utterances[index].intent)
    }
  }
}
