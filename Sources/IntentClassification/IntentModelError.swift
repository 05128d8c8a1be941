/// A readable model file that does not hold an intent classifier of this version.
public enum IntentModelError: Error, Equatable, CustomStringConvertible {
  case notAModel(found: String)
  case wrongVersion(found: String, expected: String)
  case badIntents(count: Int)
  case badSetting(key: String, found: String, expected: String)
  case badVocabulary(slots: Int, rows: Int)
  case badCommonWords(bytes: Int)
  case tooManyCommonWords(found: Int, limit: Int)
  case hugeWeight(tensor: String, index: Int, found: Float, limit: Float)
  case noTowers

  public var description: String {
    switch self {
    case .notAModel(let found):
      "not an intent model: the file's kind is “\(Self.start(of: found))”, "
        + "expected “\(IntentClassifier.fileKind)”"
    case .wrongVersion(let found, let expected):
      "the model file has format version \(Self.start(of: found)), this program reads \(expected); "
        + "train the model again"
    case .badIntents(let count):
      "damaged model file: it lists \(count) intents, expected two or more different ones"
    case .badSetting(let key, let found, let expected):
      "damaged model file: “\(key)” is \(Self.start(of: found)), expected \(expected)"
    case .badVocabulary(let slots, let rows):
      "damaged model file: a vocabulary of \(rows) rows does not fit its table of \(slots) slots"
    case .badCommonWords(let bytes):
      "damaged model file: the \(bytes) bytes of the common words are not UTF-8"
    case .tooManyCommonWords(let found, let limit):
      "damaged model file: it lists \(found) common words, expected at most \(limit)"
    case .hugeWeight(let tensor, let index, let found, let limit):
      "damaged model file: tensor “\(tensor)” has \(found) at element \(index), "
        + "expected at most \(limit)"
    case .noTowers:
      "damaged model file: it has no tower"
    }
  }

  /// As much of a file's text as fits into a message.
  private static func start(of text: String) -> String {
    text.count > 60 ? text.prefix(60) + "…" : text
  }
}
