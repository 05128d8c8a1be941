import ArgumentParser
import Datasets

/// Gives the utterances of a corpus folder their parts.
struct SplitCorpus: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "split",
    abstract: "Give new utterances of a corpus folder their part in splits.tsv.",
    discussion: """
      Utterances keep the part that they have; the gate part is frozen. Near-duplicates get the same part.

      EXAMPLE:
        train-intents split data/helpline --seed 1
      """)

  @Argument(help: "The corpus folder.") var path: String
  @Option(help: "Fixes the choice.") var seed: UInt64 = 1

  func run() throws {
    do {
      let manifest = try SplitManifest.update(corpus: path, seed: seed)
      let counts = Split.allCases.compactMap { split in
        manifest.counts[split].map { "\(split.rawValue) \($0)" }
      }
      print("wrote \(path)/\(SplitManifest.fileName): " + counts.joined(separator: ", "))
    } catch {
      throw Failure(error)
    }
  }
}
