import IntentTypes

/// `intent<TAB>text` or `intent<TAB>language<TAB>text`, one utterance a line, no quoting.
enum TSVFormat {
  private static let tab = UInt8(ascii: "\t")

  /// The first line tells how many columns all have.
  static func read(_ file: SourceFile) throws(DatasetError) -> DatasetBuilder {
    var builder = DatasetBuilder()
    var columns: Int?
    for number in 1...file.lineCount {
      let range = file.line(number)
      if file.isBlank(range) { continue }
      let cells = cells(of: range, in: file)
      let expected = columns ?? cells.count
      guard cells.count == expected, cells.count == 2 || cells.count == 3 else {
        throw file.malformed(
          number, found: cells.count == 1 ? "1 column" : "\(cells.count) columns",
          expected: Self.expectation(columns))
      }
      columns = expected
      try builder.add(
        text: cells[cells.count - 1], label: cells[0], language: cells.count == 3 ? cells[1] : nil,
        to: .train, of: file, line: number)
    }
    return builder
  }

  private static func expectation(_ columns: Int?) -> String {
    switch columns {
    case 2: "2 as in the first line: intent<TAB>text"
    case 3: "3 as in the first line: intent<TAB>language<TAB>text"
    default: "intent<TAB>text or intent<TAB>language<TAB>text"
    }
  }

  private static func cells(of range: Range<Int>, in file: SourceFile) -> [String] {
    var cells = [String]()
    var start = range.lowerBound
    for position in range where file.bytes[position] == tab {
      cells.append(file.text(start..<position))
      start = position + 1
    }
    cells.append(file.text(start..<range.upperBound))
    return cells
  }

  /// With the language column where some utterance has a language.
  static func text(of utterances: [LabeledUtterance]) throws(DatasetError) -> String {
    let hasLanguage = utterances.contains { $0.language != nil }
    var text = ""
    for utterance in utterances {
      try utterance.requireOneLine(for: .tsv)
      guard !utterance.text.utf8.contains(tab) else {
        throw .cannotWrite(format: .tsv, reason: "\(utterance.place) has a tab in its text")
      }
      let language = hasLanguage ? "\(utterance.language ?? "")\t" : ""
      text += "\(utterance.intent.name)\t\(language)\(utterance.text)\n"
    }
    return text
  }
}
