internal import Foundation

/// Where the database is: a file path, or the address of a PostgreSQL server.
public enum DatabaseLocation: Sendable, Equatable {
  case sqlite(path: String)
  /// `postgres://user:password@host:port/database?option=value`, as libpq reads it.
  case postgreSQL(url: String)

  /// Reads a command-line or configuration value.
  ///
  /// - Throws: `invalidLocation` for an empty text or an address of another kind.
  public init(_ text: String) throws(StorageError) {
    if text.hasPrefix("postgres://") || text.hasPrefix("postgresql://") {
      self = .postgreSQL(url: text)
    } else if text.isEmpty || text.contains("://") {
      throw .invalidLocation(text.isEmpty ? "an empty text" : Self.withoutPassword(text))
    } else {
      self = .sqlite(path: text)
    }
  }

  /// `user:password@` becomes `user:***@`, `?password=…` becomes `?password=***`.
  static func withoutPassword(_ url: String) -> String {
    passwords(in: url).sorted { $0.lowerBound > $1.lowerBound }.reduce(url) { masked, range in
      masked.replacingCharacters(in: range, with: "***")
    }
  }

  /// `message` without the passwords of `url`: libpq quotes the part of an address that it cannot read.
  static func withoutPassword(of url: String, in message: String) -> String {
    passwords(in: url).map { String(url[$0]) }.filter { !$0.isEmpty }.reduce(message) {
      $0.replacingOccurrences(of: $1, with: "***")
    }
  }

  /// Where passwords stand in `url`; where the address is unclear, rather too much than too little.
  private static func passwords(in url: String) -> [Range<String.Index>] {
    guard let start = url.range(of: "://")?.upperBound else { return [] }
    var found = url[start...].matches(of: /[?&](?:ssl)?password=([^&]*)/).map {
      $0.1.startIndex..<$0.1.endIndex
    }
    let front = url[start..<(found.first?.lowerBound ?? url.endIndex)]
    if let at = front.lastIndex(of: "@"), let colon = front[..<at].firstIndex(of: ":") {
      found.append(url.index(after: colon)..<at)
    }
    return found
  }
}

extension DatabaseLocation: CustomStringConvertible {
  /// Fit for a log: without the password.
  public var description: String {
    switch self {
    case .sqlite(let path): path
    case .postgreSQL(let url): Self.withoutPassword(url)
    }
  }
}
