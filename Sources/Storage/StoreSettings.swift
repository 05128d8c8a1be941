/// What a deployment may choose about its store.
public struct StoreSettings: Sendable, Equatable {
  /// What an acknowledged write survives.
  public enum Durability: String, Sendable, CaseIterable {
    /// The death of any process (`kill -9`). A power cut or a crash of the operating system may
    /// cost the last commits of an SQLite file, since its last checkpoint; the file stays sound.
    case process
    /// Power cuts too: SQLite flushes its log to the disk at each commit.
    case powerCut
  }

  /// PostgreSQL always commits as with `powerCut`: with `synchronous_commit = off` the death of the
  /// server process alone would cost commits.
  public var durability = Durability.process
  /// The longest wait for a lock that another program holds, in seconds.
  public var lockSeconds = 5.0
  /// The longest wait for a connection to a PostgreSQL server, in seconds.
  public var connectSeconds = 5.0
  /// The longest wait for the answer to one statement, in seconds. PostgreSQL only.
  public var statementSeconds = 10.0
  /// The longest wait for the removal of deleted bytes, which rewrites tables, in seconds.
  public var eraseSeconds = 600.0
  /// The most writes that may wait for their commit; more are refused with `overloaded`.
  public var maximumWaitingWrites = 10_000
  /// The most writes in one commit.
  public var maximumGroup = 256
  /// Bounds an SQLite file to this many pages of 4096 bytes; nil for none.
  public var maximumSQLitePages: Int?

  public init() {}
}
