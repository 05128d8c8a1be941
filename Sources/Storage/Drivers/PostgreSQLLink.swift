internal import CPostgreSQL
internal import Glibc

/// A libpq connection whose every wait is bounded: libpq runs in non-blocking mode and this type
/// waits on its socket with a deadline.
@safe
final class PostgreSQLLink {
  /// SAFETY: a valid `PGconn` until `close`, used only by the worker that owns this object.
  private var connection: OpaquePointer?

  /// Connects to `url`.
  ///
  /// - Throws: `unavailable` with libpq's message, `timedOut`.
  init(url: String, within seconds: Double) throws(StorageError) {
    // SAFETY: libpq copies the text; the result is owned here and freed by `close`.
    unsafe connection = unsafe PQconnectStart(url)
    guard unsafe connection != nil else { throw .unavailable(reason: "out of memory") }
    let deadline = Deadline(seconds: seconds)
    var status = PGRES_POLLING_WRITING
    while status != PGRES_POLLING_OK {
      if unsafe status == PGRES_POLLING_FAILED || PQstatus(connection) == CONNECTION_BAD {
        throw .unavailable(reason: DatabaseLocation.withoutPassword(of: url, in: message))
      }
      try wait(for: status == PGRES_POLLING_READING ? POLLIN : POLLOUT, until: deadline)
      status = unsafe PQconnectPoll(connection)
    }
    // SAFETY: the processor is a C function without state; it keeps notices off standard error.
    _ = unsafe PQsetNoticeProcessor(connection, { _, _ in }, nil)
    guard unsafe PQsetnonblocking(connection, 1) == 0 else {
      throw .unavailable(reason: message)
    }
  }

  deinit {
    close()
  }

  func close() {
    // SAFETY: the pointer is forgotten at once, so it is freed exactly once.
    unsafe PQfinish(connection)
    unsafe connection = nil
  }

  /// Asks the server to prepare `sql` under `name`.
  func prepare(
    _ sql: String, as name: String, within seconds: Double
  ) throws(StorageError) {
    // SAFETY: libpq copies both texts before it returns.
    let sent = unsafe PQsendPrepare(connection, name, sql, 0, nil)
    _ = try rows(ifSent: sent, statement: sql, within: seconds)
  }

  /// Runs a statement that has no parameters.
  func run(_ sql: String, within seconds: Double) throws(StorageError) -> [[SQLValue]] {
    // SAFETY: libpq copies the text; there are no parameters to point to.
    let sent = unsafe PQsendQueryParams(connection, sql, 0, nil, nil, nil, nil, 0)
    return try rows(ifSent: sent, statement: sql, within: seconds)
  }

  /// Runs the prepared statement `name`; `sql` is named in errors.
  func run(
    prepared name: String, sql: String, _ arguments: [SQLValue], within seconds: Double
  ) throws(StorageError) -> [[SQLValue]] {
    let sent = unsafe PostgreSQLParameters(arguments).withPointers { values, lengths, formats in
      // SAFETY: the three arrays have `arguments.count` elements and outlive the call, which
      // copies what they point to.
      unsafe PQsendQueryPrepared(
        connection, name, Int32(arguments.count), values, lengths, formats, 0)
    }
    return try rows(ifSent: sent, statement: sql, within: seconds)
  }

  private func rows(
    ifSent sent: Int32, statement: String, within seconds: Double
  ) throws(StorageError) -> [[SQLValue]] {
    guard sent == 1 else { throw .unavailable(reason: message) }
    let deadline = Deadline(seconds: seconds)
    try flush(until: deadline)
    var outcome: Result<[[SQLValue]], StorageError> = .success([])
    while true {
      while unsafe PQisBusy(connection) == 1 {
        try wait(for: POLLIN, until: deadline)
        try consumeInput()
      }
      // SAFETY: each result is read before it is freed, and freed once.
      guard let result = unsafe PQgetResult(connection) else { break }
      let read = unsafe PostgreSQLResult.read(result, statement: statement)
      unsafe PQclear(result)
      if case .success = outcome { outcome = read }
    }
    return try outcome.get()
  }

  /// Sends what libpq has buffered; reads meanwhile, since a server that cannot write does not read.
  private func flush(until deadline: Deadline) throws(StorageError) {
    while true {
      let state = unsafe PQflush(connection)
      if state == 0 { return }
      guard state == 1 else { throw .unavailable(reason: message) }
      try wait(for: POLLIN | POLLOUT, until: deadline)
      try consumeInput()
    }
  }

  private func consumeInput() throws(StorageError) {
    guard unsafe PQconsumeInput(connection) == 1 else { throw .unavailable(reason: message) }
  }

  private func wait(for events: Int32, until deadline: Deadline) throws(StorageError) {
    let socket = unsafe PQsocket(connection)
    guard socket >= 0 else { throw .unavailable(reason: message) }
    while true {
      let milliseconds = deadline.milliseconds
      guard milliseconds > 0 else { throw .timedOut(seconds: deadline.seconds) }
      var descriptor = pollfd(fd: socket, events: Int16(events), revents: 0)
      // SAFETY: one descriptor is passed and counted; the pointer does not outlive the call.
      let ready = unsafe poll(&descriptor, 1, milliseconds)
      if ready > 0 { return }
      if ready < 0, errno != EINTR { throw .unavailable(reason: "poll failed, errno \(errno)") }
    }
  }

  /// libpq's last message, on one line. Once the address is read, it names hosts and users, never a
  /// password.
  private var message: String {
    // SAFETY: libpq returns a valid C string for any connection, also for nil.
    let text = unsafe String(cString: PQerrorMessage(connection))
    return text.split(separator: "\n").map { line in
      String(line.drop { $0 == " " || $0 == "\t" })
    }.joined(separator: "; ")
  }
}

/// A moment until which to wait.
struct Deadline {
  let seconds: Double
  private let end: ContinuousClock.Instant

  init(seconds: Double) {
    self.seconds = seconds
    end = ContinuousClock.now + .seconds(seconds)
  }

  /// What is left, rounded up; 0 when it has passed.
  var milliseconds: Int32 {
    let left = ContinuousClock.now.duration(to: end) / Duration.milliseconds(1)
    return left <= 0 ? 0 : Int32(min(left.rounded(.up), 1e9))
  }
}
