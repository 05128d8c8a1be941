import IntentTypes

extension DatasetFormat {
  /// The format of a file by its contents, and its JSON where it is one value.
  ///
  /// - Throws: `empty`, `unknownFormat`; `malformed` for JSON with an error.
  static func recognize(
    _ file: SourceFile
  ) throws(DatasetError) -> (format: DatasetFormat, json: JSONNode?) {
    guard let start = file.bytes.firstIndex(where: { $0 > 0x20 }) else {
      throw .empty(path: file.path)
    }
    let number = file.line(at: start)
    if [UInt8(ascii: "{"), UInt8(ascii: "[")].contains(file.bytes[start]) {
      return try recognizeJSON(file, firstLine: file.line(number))
    }
    let line = file.bytes[file.line(number)]
    if line.starts(with: FastTextFormat.prefix.utf8) { return (.fasttext, nil) }
    if line.first == UInt8(ascii: "#"), isXSID(file, from: number) { return (.xsid, nil) }
    if isRasa(file) { return (.rasa, nil) }
    if CSVFormat.separator(of: file) != nil { return (.csv, nil) }
    if line.contains(UInt8(ascii: "\t")) { return (.tsv, nil) }
    throw .unknownFormat(path: file.path, found: "'\(file.excerpt(of: number))'")
  }

  private static func recognizeJSON(
    _ file: SourceFile, firstLine: Range<Int>
  ) throws(DatasetError) -> (format: DatasetFormat, json: JSONNode?) {
    var lineScanner = JSONScanner(file: file, range: firstLine)
    if let record = try? lineScanner.document(), JSONLinesFormat.isRecord(record) {
      return (.jsonl, nil)
    }
    var scanner = JSONScanner(file: file)
    let root = try scanner.document()
    if let format = recognize(root) { return (format, root) }
    let keys = root.members?.prefix(5).map { "'\($0.key)'" }
    throw .unknownFormat(
      path: file.path,
      found: keys.map { "a JSON object with \($0.joined(separator: ", "))" } ?? "a JSON array")
  }

  private static func recognize(_ root: JSONNode) -> DatasetFormat? {
    if let first = root.array?.first {
      if first["sample_utterances"] != nil { return .autointent }
      return JSONLinesFormat.isRecord(first) ? .jsonl : nil
    }
    for (key, value) in root.members ?? [] {
      guard let first = value.array?.first else { continue }
      if CLINC150Format.parts.contains(where: { $0.key == key }), first.array != nil {
        return .clinc150
      }
      if Split(name: key.prefix { $0 != "_" }) != nil, first["utterance"] != nil {
        return .autointent
      }
    }
    if root["intents"]?.members != nil { return .snips }
    if let intent = root["intents"]?.array?.first,
      intent.first(of: TutorialFormat.patternNames) != nil
    {
      return .tutorial
    }
    return JSONLinesFormat.isRecord(root) ? .jsonl : nil
  }

  /// Whether the comment lines at the top name a text or an intent.
  private static func isXSID(_ file: SourceFile, from number: Int) -> Bool {
    for line in number...file.lineCount {
      let text = file.text(file.line(line))
      guard text.hasPrefix("#") else { return false }
      let key = String(text.dropFirst()).trimmingBlanks()
      if key.hasPrefix("text") || key.hasPrefix("intent") { return true }
    }
    return false
  }

  /// Whether some line is `nlu:`.
  private static func isRasa(_ file: SourceFile) -> Bool {
    let wanted = Array("nlu:".utf8)
    return (1...file.lineCount).contains { file.bytes[file.line($0)].starts(with: wanted) }
  }
}
