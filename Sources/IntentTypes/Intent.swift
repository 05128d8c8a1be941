/// A class of utterances: what a person wants to get or know. Its name is spelled as in the dataset.
public struct Intent: Hashable, Comparable, Sendable, Codable, CustomStringConvertible {
  public let name: String

  public init(_ name: String) {
    self.name = name
  }

  /// Outside every known intent; spelled `oos` in data.
  public static let outOfScope = Intent("oos")

  /// Ordered by name, by Unicode scalars, so that the order is the same on every machine.
  public static func < (a: Intent, b: Intent) -> Bool {
    a.name.unicodeScalars.lexicographicallyPrecedes(b.name.unicodeScalars)
  }

  public var description: String { name }

  public init(from decoder: any Decoder) throws {
    name = try decoder.singleValueContainer().decode(String.self)
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(name)
  }
}
