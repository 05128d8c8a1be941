public import Configuration
import Foundation

/// Reads settings by key from several sources, first the strongest, and remembers what it found
/// where.
///
/// Every value is read as text and converted here, so that a wrong one is refused with its key, the
/// text and what was expected, whichever source it came from.
public struct SettingsReader {
  /// One line of `helpline-bot config`.
  public struct Entry: Sendable, Equatable {
    public let key: String
    /// As text; a secret is masked.
    public let value: String
    /// `flag`, `environment`, the path of the file, or `default`.
    public let source: String
  }

  /// A place where settings stand: `flag`, `environment` or a file's path.
  public struct Source {
    public let name: String
    let provider: any ConfigProvider

    public init(name: String, provider: any ConfigProvider) {
      self.name = name
      self.provider = provider
    }
  }

  private let sources: [Source]
  /// In the order of reading.
  public private(set) var entries: [Entry] = []

  /// - Parameter sources: the strongest first.
  public init(sources: [Source]) {
    self.sources = sources
  }

  /// Stands for a secret.
  static let mask = "********"

  /// The text of `key` in the strongest source that has it.
  private func found(_ key: String) throws(SettingsError) -> (text: String, source: String)? {
    let absolute = AbsoluteConfigKey(key.split(separator: ".").map(String.init))
    for source in sources {
      do {
        if let value = try source.provider.value(forKey: absolute, type: .string).value,
          case .string(let text) = value.content
        {
          return (text, source.name)
        }
      } catch {
        // The only failure of a text is a list or a mapping in its place.
        guard let list = try? source.provider.value(forKey: absolute, type: .stringArray).value,
          case .stringArray(let texts) = list.content
        else {
          throw .invalid(key: key, found: "a mapping", expected: "a text")
        }
        return (texts.joined(separator: ","), source.name)
      }
    }
    return nil
  }

  /// Reads `key` and converts its text; `expected` completes the sentence "expected …".
  mutating func value<Value>(
    _ key: String, default standard: Value, expected: String,
    text: (Value) -> String = { "\($0)" }, convert: (String) -> Value?
  ) throws(SettingsError) -> Value {
    guard let found = try found(key) else {
      entries.append(Entry(key: key, value: text(standard), source: "default"))
      return standard
    }
    guard let value = convert(found.text.trimmingCharacters(in: .whitespaces)) else {
      throw .invalid(key: key, found: found.text, expected: expected)
    }
    entries.append(Entry(key: key, value: text(value), source: found.source))
    return value
  }

  mutating func text(_ key: String, default standard: String) throws(SettingsError) -> String {
    try value(key, default: standard, expected: "a text") { $0.isEmpty ? nil : $0 }
  }

  mutating func number(
    _ key: String, default standard: Int, in range: ClosedRange<Int>
  ) throws(SettingsError) -> Int {
    let expected = "a whole number from \(range.lowerBound) to \(range.upperBound)"
    return try value(key, default: standard, expected: expected) { text in
      Int(text).flatMap { range.contains($0) ? $0 : nil }
    }
  }

  mutating func amount(_ key: String, default standard: Double) throws(SettingsError) -> Double {
    try value(key, default: standard, expected: "a number of at least 0") { text in
      Double(text).flatMap { $0.isFinite && $0 >= 0 ? $0 : nil }
    }
  }

  mutating func flag(_ key: String, default standard: Bool) throws(SettingsError) -> Bool {
    try value(key, default: standard, expected: "true or false") { text in
      switch text.lowercased() {
      case "true", "yes", "on", "1": true
      case "false", "no", "off", "0": false
      default: nil
      }
    }
  }

  mutating func choice<Choice: RawRepresentable<String> & CaseIterable>(
    _ key: String, default standard: Choice
  ) throws(SettingsError) -> Choice {
    let expected = "one of " + Choice.allCases.map(\.rawValue).joined(separator: ", ")
    return try value(key, default: standard, expected: expected, text: \.rawValue) {
      Choice(rawValue: $0.lowercased())
    }
  }

  /// Texts divided by commas, or a list of the file.
  mutating func list(_ key: String) throws(SettingsError) -> [String] {
    try value(key, default: [], expected: "a list", text: { $0.joined(separator: ",") }) { text in
      text.split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) }
    }
  }

  /// A text that is never printed. Empty counts as absent.
  mutating func secret(_ key: String) throws(SettingsError) -> String? {
    try value(
      key, default: nil, expected: "a text",
      text: { ($0 as String?) == nil ? "not set" : Self.mask }
    ) { $0.isEmpty ? .some(nil) : $0 }
  }
}
