import Foundation
import Text
import Yams

/// One YAML file of the folder, with errors that name the file and the line.
struct YAMLFile {
  /// Relative to the folder of the knowledge.
  let name: String
  let root: Node

  /// - Throws: `unreadable`, `malformed`.
  init(_ name: String, in folder: String) throws(KnowledgeError) {
    self.name = name
    let text: String
    do {
      text = try String(contentsOfFile: "\(folder)/\(name)", encoding: .utf8)
    } catch {
      throw .unreadable(file: name, reason: Self.reason(of: error, path: "\(folder)/\(name)"))
    }
    let node: Node?
    do {
      // All scalars are texts here: without rules nothing is held against regular expressions.
      node = try Yams.compose(yaml: text, .basic)
    } catch {
      throw .malformed(file: name, line: nil, reason: "\(error)")
    }
    guard let node else { throw .malformed(file: name, line: nil, reason: "the file is empty") }
    root = node
  }

  /// Foundation's messages differ between platforms; these do not.
  private static func reason(of error: any Error, path: String) -> String {
    if !FileManager.default.fileExists(atPath: path) { return "no such file" }
    return (error as? CocoaError)?.code == .fileReadInapplicableStringEncoding
      ? "not UTF-8" : "\(error.localizedDescription)"
  }

  func malformed(_ node: Node, _ reason: String) -> KnowledgeError {
    .malformed(file: name, line: node.mark?.line, reason: reason)
  }

  /// The pairs of a mapping with text keys, in the order of the file.
  func pairs(of node: Node, _ what: String) throws(KnowledgeError) -> [(key: String, value: Node)] {
    guard case .mapping(let mapping) = node else {
      throw malformed(node, "\(what): expected a mapping")
    }
    var pairs = [(key: String, value: Node)]()
    for (key, value) in mapping {
      guard let key = key.scalar?.string else {
        throw malformed(key, "\(what): a key is not a text")
      }
      pairs.append((key, value))
    }
    return pairs
  }

  /// A text; numbers and dates count as typed.
  func text(_ node: Node, _ what: String) throws(KnowledgeError) -> String {
    guard let scalar = node.scalar else { throw malformed(node, "\(what): expected a text") }
    return scalar.string
  }

  func texts(_ node: Node, _ what: String) throws(KnowledgeError) -> [String] {
    guard case .sequence(let sequence) = node else {
      throw malformed(node, "\(what): expected a list")
    }
    var texts = [String]()
    for item in sequence { texts.append(try text(item, what)) }
    return texts
  }

  /// `text` without the white space at its ends.
  private static func trimmed(_ text: String) -> String {
    let scalars = text.unicodeScalars
    guard let first = scalars.firstIndex(where: { !$0.properties.isWhitespace }),
      let last = scalars.lastIndex(where: { !$0.properties.isWhitespace })
    else { return "" }
    return String(scalars[first...last])
  }

  /// A text a language; a language that is absent is empty, which the checks report.
  func localizedText(_ node: Node, _ what: String) throws(KnowledgeError) -> LocalizedText {
    if let scalar = node.scalar {
      return LocalizedText(kk: scalar.string, ru: scalar.string, en: scalar.string)
    }
    var localized = LocalizedText(kk: "", ru: "", en: "")
    for (key, value) in try pairs(of: node, what) {
      guard let language = Language(rawValue: key) else {
        throw malformed(value, "\(what): \"\(key)\" is not kk, ru or en")
      }
      localized[language] = try Self.trimmed(text(value, what))
    }
    return localized
  }
}
