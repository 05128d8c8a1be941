import IntentTypes
import Text
import Yams

/// An entry of `knowledge/*.yml` as written, before the facts are filled in.
struct WrittenEntry {
  let intent: Intent
  let file: String
  var title: LocalizedText
  var answer: LocalizedText
  var followUps: [Intent]
  var unit: String

  /// The entries of one file, in its order.
  static func entries(of file: YAMLFile) throws(KnowledgeError) -> [WrittenEntry] {
    var entries = [WrittenEntry]()
    for (key, value) in try file.pairs(of: file.root, "the file") {
      entries.append(try WrittenEntry(intent: Intent(key), value, in: file))
    }
    return entries
  }

  private init(intent: Intent, _ node: Node, in file: YAMLFile) throws(KnowledgeError) {
    self.intent = intent
    self.file = file.name
    title = LocalizedText(kk: "", ru: "", en: "")
    answer = title
    followUps = []
    unit = ""
    for (key, value) in try file.pairs(of: node, intent.name) {
      let what = "\(intent.name).\(key)"
      switch key {
      case "title": title = try file.localizedText(value, what)
      case "answer": answer = try file.localizedText(value, what)
      case "follow_ups": followUps = try file.texts(value, what).map { Intent($0) }
      case "unit": unit = try file.text(value, what)
      default: throw file.malformed(value, "\(intent.name): unknown key \"\(key)\"")
      }
    }
  }

  /// The entry with the institution's facts.
  ///
  /// - Precondition: the placeholders were checked.
  func filled(
    by placeholders: Placeholders, guide: LocalizedText?
  ) -> IntentEntry {
    IntentEntry(
      intent: intent, title: title,
      answer: answer.map { language, text in placeholders.rendered(text, in: language) },
      followUps: followUps, unit: unit,
      guide: guide.map { guide in
        guide.map { language, text in placeholders.rendered(text, in: language) }
      },
      file: file)
  }
}
