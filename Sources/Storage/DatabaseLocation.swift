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

  /// `user:password@` becomes `user:***@`.
  private static func withoutPassword(_ url: String) -> String {
    guard let start = url.range(of: "://")?.upperBound,
      let at = url[start...].lastIndex(of: "@"),
      let colon = url[start..<at].firstIndex(of: ":")
    else { return url }
    return url[...colon] + "***" + url[at...]
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
