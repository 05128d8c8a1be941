import IntentTypes

/// Steps to a goal, by intent: `guides.yml`.
enum Guides {
  static func texts(of file: YAMLFile) throws(KnowledgeError) -> [Intent: LocalizedText] {
    var guides = [Intent: LocalizedText]()
    for (key, node) in try file.pairs(of: file.root, "the file") {
      guides[Intent(key)] = try file.localizedText(node, key)
    }
    return guides
  }
}
