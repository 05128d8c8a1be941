import Crypto
import Foundation
import IntentTypes

/// Which part each utterance of a corpus belongs to, kept in a file so that it stays so.
///
/// The file reads well in a diff: a line `intent<TAB>key<TAB>part` for each utterance, sorted; the key
/// is the start of the text's SHA-256. A new utterance is a new line.
public struct SplitManifest: Sendable, Equatable {
  /// The share of each intent and language in the validation part.
  public static let validationFraction = 0.15
  /// The share of each intent and language in the gate part.
  public static let gateFraction = 0.10
  /// The name of the file in a corpus folder.
  public static let fileName = "splits.tsv"

  struct Entry: Sendable, Equatable {
    var split: Split
    var intent: Intent
  }

  /// The seed of the last assignment.
  public private(set) var seed: UInt64
  /// By key.
  var entries: [String: Entry]

  init(seed: UInt64, entries: [String: Entry]) {
    self.seed = seed
    self.entries = entries
  }

  /// The part of an utterance; nil when the manifest does not have it.
  public func split(of text: String) -> Split? {
    entries[Self.key(of: text)]?.split
  }

  /// How many utterances each part has.
  public var counts: [Split: Int] {
    entries.values.reduce(into: [:]) { $0[$1.split, default: 0] += 1 }
  }

  /// The first 12 hexadecimal digits of the SHA-256 of the text's UTF-8.
  public static func key(of text: String) -> String {
    let hex = Array("0123456789abcdef".utf8)
    var digits = [UInt8]()
    for byte in SHA256.hash(data: Data(text.utf8)).prefix(6) {
      digits += [hex[Int(byte >> 4)], hex[Int(byte & 15)]]
    }
    return String(decoding: digits, as: UTF8.self)
  }
}

extension SplitManifest {
  /// - Throws: `missing`, `unreadable`, `invalidUTF8`, `malformed`.
  public static func read(at path: String) throws(DatasetError) -> SplitManifest {
    let file = try SourceFile(path: path)
    var manifest = SplitManifest(seed: 0, entries: [:])
    for number in 1...file.lineCount {
      let range = file.line(number)
      if file.isBlank(range) { continue }
      let line = file.text(range)
      if line.hasPrefix("#") {
        if let seed = Self.seed(in: line) { manifest.seed = seed }
        continue
      }
      let cells = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
      guard cells.count == 3, cells[1].count == 12, let split = Split(rawValue: cells[2]) else {
        throw file.malformed(
          number, found: "'\(file.excerpt(of: number))'",
          expected: "intent<TAB>key of 12 digits<TAB>train, validation or gate")
      }
      let entry = Entry(split: split, intent: Intent(cells[0]))
      guard manifest.entries.updateValue(entry, forKey: cells[1]) == nil else {
        throw file.malformed(number, found: "the key '\(cells[1])' again", expected: "it once")
      }
    }
    return manifest
  }

  /// Writes the file whole or not at all.
  ///
  /// - Throws: `unwritable`.
  public func write(to path: String) throws(DatasetError) {
    try Dataset.write(text, to: path)
  }

  /// The file's contents.
  public var text: String {
    let lines = entries.map { key, entry in (entry.intent, key, entry.split) }
      .sorted { ($0.0, $0.1) < ($1.0, $1.1) }
    return "# seed \(seed)\n"
      + lines.map { "\($0.0)\t\($0.1)\t\($0.2.rawValue)\n" }.joined()
  }

  private static func seed(in line: String) -> UInt64? {
    let words = line.split(separator: " ")
    return words.count == 3 && words[1] == "seed" ? UInt64(words[2]) : nil
  }
}
