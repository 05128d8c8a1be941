/// One connection on its own thread: opens it when needed, opens it again when it is lost.
actor DatabaseWorker {
  private let thread: ConnectionThread
  private let connect: @Sendable () throws(StorageError) -> any SQLConnection
  private var connection: (any SQLConnection)?
  private var isClosed = false
  /// After a failed attempt to connect, callers fail at once until this moment: a queue of waiting
  /// callers must not pay the full wait one after the other.
  private var pause: (until: ContinuousClock.Instant, error: StorageError)?
  static let pauseAfterFailure = Duration.milliseconds(250)

  nonisolated var unownedExecutor: UnownedSerialExecutor {
    unsafe thread.asUnownedSerialExecutor()
  }

  init(
    label: String, connect: @escaping @Sendable () throws(StorageError) -> any SQLConnection
  ) {
    thread = ConnectionThread(label: label)
    self.connect = connect
  }

  isolated deinit {
    connection?.close()
  }

  func close() {
    isClosed = true
    connection?.close()
    connection = nil
  }

  /// Runs `body`; if the connection proves to be lost, once more on a new one.
  ///
  /// - Precondition: `body` may run twice, and its writes are in a transaction.
  func run<T: Sendable>(
    _ body: @Sendable (any SQLConnection) throws(StorageError) -> T
  ) throws(StorageError) -> T {
    let isFresh = connection == nil
    do {
      return try attempt(body)
    } catch {
      // A fresh connection proves that the trouble is not an old one; a timeout would double.
      guard !isFresh, case .unavailable = error else { throw error }
      return try attempt(body)
    }
  }

  private func attempt<T: Sendable>(
    _ body: @Sendable (any SQLConnection) throws(StorageError) -> T
  ) throws(StorageError) -> T {
    let connection = try openConnection()
    do {
      return try connection.together { () throws(StorageError) in try body(connection) }
    } catch {
      if error.isConnectionLoss {
        connection.close()
        self.connection = nil
      }
      throw error
    }
  }

  private func openConnection() throws(StorageError) -> any SQLConnection {
    if isClosed { throw .closed }
    if let connection { return connection }
    if let pause, ContinuousClock.now < pause.until { throw pause.error }
    do {
      let opened = try connect()
      connection = opened
      pause = nil
      return opened
    } catch {
      pause = (ContinuousClock.now + Self.pauseAfterFailure, error)
      throw error
    }
  }
}
