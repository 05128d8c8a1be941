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
    let body = line.drop { $0 == " " }
    isShort = body.hasPrefix("!")
    for part in body.drop(while: { $0 == "!" }).split(separator: " ") {
      elements.append(try Self.element(String(part), lists: lists))
    }
    guard elements.contains(where: { $0.role == .required }) else {
      throw PatternError(reason: "\"\(line)\" requires no word")
    }
    source = line
    self.elements = elements
  }

  private static func element(
    _ part: String, lists: [String: [Phrase]]
  ) throws(PatternError) -> Element {
    var body = Substring(part)
    var role = Element.Role.required
    if body.hasPrefix("-") {
      role = .excluded
      body = body.dropFirst()
    } else if body.hasPrefix("[") {
      guard body.hasSuffix("]") else {
        throw PatternError(reason: "\"\(part)\" opens a bracket and does not close it")
      }
      role = .optional
      body = body.dropFirst().dropLast()
    }
    return Element(role: role, alternatives: try alternatives(body, lists: lists))
  }

  /// `a/b_c/@list` as phrases.
  static func alternatives(
    _ body: Substring, lists: [String: [Phrase]]
  ) throws(PatternError) -> [Phrase] {
    var phrases = [Phrase]()
    for alternative in body.split(separator: "/", omittingEmptySubsequences: false) {
      if alternative.hasPrefix("@") {
        guard let list = lists[String(alternative.dropFirst())] else {
          throw PatternError(reason: "no list is called \"\(alternative.dropFirst())\"")
        }
        phrases += list
      } else {
        phrases.append(try phrase(alternative))
      }
    }
    return phrases
  }

  private static let strayBytes = Array("[]=*@|,;!\"{}()".utf8)

  private static func phrase(_ text: Substring) throws(PatternError) -> Phrase {
    var words = [Word]()
    for part in text.split(separator: "_", omittingEmptySubsequences: false) {
      var word = part
      var ending = Word.Ending.any
      if word.hasPrefix("=") {
        ending = .exact
        word = word.dropFirst()
      } else if word.hasSuffix("*") {
        ending = .open
        word = word.dropLast()
      }
      let stray = word.utf8.first { Self.strayBytes.contains($0) }
      guard !word.isEmpty, stray == nil else {
        throw PatternError(
          reason: stray.map { "\"\(text)\" has a stray \"\(UnicodeScalar($0))\"" }
            ?? "\"\(text)\" lacks a word")
      }
      words.append(Word(text: String(word), ending: ending))
    }
    return Phrase(words: words)
  }
}

/// What is wrong with a pattern, without the place.
struct PatternError: Error, Equatable {
  let reason: String
}
