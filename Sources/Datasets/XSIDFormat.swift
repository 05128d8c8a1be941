import IntentTypes

/// CoNLL blocks as in xSID: lines `# text = ...` and `# intent = ...`, then a numbered token a line.
/// A blank line ends the block. Without a text line the tokens are joined.
enum XSIDFormat {
  private struct Block {
    var line: Int
    var text: String?
    var intent: String?
    var language: String?
    var tokens = [String]()
  }

  static func read(_ file: SourceFile) throws(DatasetError) -> DatasetBuilder {
    var builder = DatasetBuilder()
    var block: Block?
    for number in 1...file.lineCount {
      let range = file.line(number)
      if file.isBlank(range) {
        try finish(block, in: file, to: &builder)
        block = nil
        continue
      }
      var current = block ?? Block(line: number)
      try read(file.text(range), number, into: &current, file)
      block = current
    }
    try finish(block, in: file, to: &builder)
    return builder
  }

  private static func read(
    _ line: String, _ number: Int, into block: inout Block, _ file: SourceFile
  ) throws(DatasetError) {
    if line.hasPrefix("#") {
      guard let mark = line.firstIndex(where: { $0 == "=" || $0 == ":" }) else { return }
      let key = String(line[..<mark].dropFirst()).trimmingBlanks()
      let value = String(line[line.index(after: mark)...]).trimmingBlanks()
      switch key {
      case "text":
        block.text = value
        block.line = number
      case "intent": block.intent = value
      case "language", "lang": block.language = value
      default: break
      }
      return
    }
    let columns = line.split(separator: "\t", omittingEmptySubsequences: false)
    guard columns.count >= 2 else {
      throw file.malformed(
        number, found: "1 column", expected: "index<TAB>token<TAB>intent<TAB>slot")
    }
    block.tokens.append(String(columns[1]))
    if block.intent == nil, columns.count >= 3 { block.intent = String(columns[2]) }
  }

  private static func finish(
    _ block: Block?, in file: SourceFile, to builder: inout DatasetBuilder
  ) throws(DatasetError) {
    guard let block, block.text != nil || !block.tokens.isEmpty else { return }
    guard let intent = block.intent else {
      throw file.malformed(block.line, found: "a block without an intent", expected: "# intent = ")
    }
    try builder.add(
      text: block.text ?? block.tokens.joined(separator: " "), label: intent,
      language: block.language, to: .train, of: file, line: block.line)
  }

  static func text(of utterances: [LabeledUtterance]) throws(DatasetError) -> String {
    var text = ""
    for (index, utterance) in utterances.enumerated() {
      try utterance.requireOneLine(for: .xsid)
      text += "# id = \(index + 1)\n# text = \(utterance.text)\n# intent = \(utterance.intent)\n"
      if let language = utterance.language { text += "# language = \(language)\n" }
      let tokens = utterance.text.split { $0 == " " || $0 == "\t" }
      for (position, token) in tokens.enumerated() {
        text += "\(position + 1)\t\(token)\t\(utterance.intent)\tO\n"
      }
      text += "\n"
    }
    return text
  }
}
