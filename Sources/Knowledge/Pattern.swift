/// One line of the rule-based bot's pattern language, as written. Blanks separate the elements; all
/// required ones have to occur in the message, in any order.
///
///     қайта тапсыру/пересдача [қанша] -грант*
public struct Pattern: Sendable, Equatable {
  /// One word of a pattern.
  public struct Word: Sendable, Hashable {
    public enum Ending: Sendable, Hashable {
      /// `оплата`: all endings of the word.
      case any
      /// `=не`: this form only.
      case exact
      /// `^да`: this form only, in any spelling.
      case whole
      /// `оплач*`: every word that begins so.
      case open
    }

    public let text: String
    public let ending: Ending
  }

  /// Words that stand next to each other in this order: `не_работает`; mostly a single one.
  public struct Phrase: Sendable, Hashable {
    public let words: [Word]
  }

  public struct Element: Sendable, Equatable {
    public enum Role: Sendable, Equatable {
      case required
      /// `[сколько]`: adds strength where it occurs.
      case optional
      /// `-бассейн`: the pattern does not match where it occurs.
      case excluded
    }

    public let role: Role
    /// `a/b/c`: one of them is enough.
    public let alternatives: [Phrase]
  }

  /// The line as written.
  public let source: String
  public let elements: [Element]
  /// `!сәлем`: matches a short message only, with at most five other words.
  public var isShort = false
}

extension Pattern {
  /// Reads one line. `lists` are the word lists that `@name` stands for.
  ///
  /// - Throws: a sentence that says what is wrong with the line.
  init(_ line: String, lists: [String: [Phrase]]) throws(PatternError) {
    var elements = [Element]()
    let body = line.utf8.drop { $0 == .blank }
    isShort = body.first == .exclamation
    for part in body.drop(while: { $0 == .exclamation }).split(separator: .blank) {
      elements.append(try Self.element(part, lists: lists))
    }
    guard elements.contains(where: { $0.role == .required }) else {
      throw PatternError(reason: "\"\(line)\" requires no word")
    }
    source = line
    self.elements = elements
  }

  private static func element(
    _ part: Substring.UTF8View, lists: [String: [Phrase]]
  ) throws(PatternError) -> Element {
    var body = part
    var role = Element.Role.required
    if body.first == UInt8(ascii: "-") {
      role = .excluded
      body = body.dropFirst()
    } else if body.first == UInt8(ascii: "[") {
      guard body.last == UInt8(ascii: "]") else {
        throw PatternError(reason: "\"\(Substring(part))\" opens a bracket and does not close it")
      }
      role = .optional
      body = body.dropFirst().dropLast()
    }
    return Element(role: role, alternatives: try alternatives(Substring(body), lists: lists))
  }

  /// `a/b_c/@list` as phrases.
  static func alternatives(
    _ body: Substring, lists: [String: [Phrase]]
  ) throws(PatternError) -> [Phrase] {
    var phrases = [Phrase]()
    for part in body.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false) {
      if part.first == UInt8(ascii: "@") {
        let name = String(Substring(part.dropFirst()))
        guard let list = lists[name] else {
          throw PatternError(reason: "no list is called \"\(name)\"")
        }
        phrases += list
      } else {
        phrases.append(try phrase(part))
      }
    }
    return phrases
  }

  private static func isStray(_ byte: UInt8) -> Bool {
    switch Unicode.Scalar(byte) {
    case "[", "]", "=", "^", "*", "@", "|", ",", ";", "!", "\"", "{", "}", "(", ")": true
    default: false
    }
  }

  private static func phrase(_ text: Substring.UTF8View) throws(PatternError) -> Phrase {
    var words = [Word]()
    for part in text.split(separator: UInt8(ascii: "_"), omittingEmptySubsequences: false) {
      var word = part
      var ending = Word.Ending.any
      if word.first == UInt8(ascii: "=") {
        ending = .exact
        word = word.dropFirst()
      } else if word.first == UInt8(ascii: "^") {
        ending = .whole
        word = word.dropFirst()
      } else if word.last == UInt8(ascii: "*") {
        ending = .open
        word = word.dropLast()
      }
      let stray = word.first(where: isStray)
      guard !word.isEmpty, stray == nil else {
        let phrase = Substring(text)
        throw PatternError(
          reason: stray.map { "\"\(phrase)\" has a stray \"\(UnicodeScalar($0))\"" }
            ?? "\"\(phrase)\" lacks a word")
      }
      words.append(Word(text: String(Substring(word)), ending: ending))
    }
    return Phrase(words: words)
  }
}

extension UInt8 {
  fileprivate static let blank = UInt8(ascii: " ")
  fileprivate static let exclamation = UInt8(ascii: "!")
}

/// What is wrong with a pattern, without the place.
struct PatternError: Error, Equatable {
  let reason: String
}
