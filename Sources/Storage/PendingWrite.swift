/// A write that waits for its group: what to run in the transaction, and whom to tell afterwards.
struct PendingWrite: Sendable {
  /// Runs the statements; the closure that it returns resumes the caller, after the commit.
  let perform: @Sendable (any SQLConnection) throws(StorageError) -> @Sendable () -> Void
  let fail: @Sendable (StorageError) -> Void

  init<T: Sendable>(
    _ body: @escaping @Sendable (any SQLConnection) throws(StorageError) -> T,
    continuation: CheckedContinuation<Result<T, StorageError>, Never>
  ) {
    perform = { connection throws(StorageError) in
      let value = try body(connection)
      return { continuation.resume(returning: .success(value)) }
    }
    fail = { continuation.resume(returning: .failure($0)) }
  }
}

extension DatabaseWorker {
  /// Commits what waits in `queue` until nothing does, as large groups as there are.
  func commit(_ queue: WriteQueue, groupsOf maximum: Int) async {
    while let group = queue.next(maximum: maximum) {
      commit(group)
      // Other work of the connection comes in between.
      await Task.yield()
    }
  }

  /// Commits `group` in one transaction and then resumes its callers. When one write is refused,
  /// each is tried in a transaction of its own, so that it fails alone.
  private func commit(_ group: [PendingWrite]) {
    do {
      let acknowledgements = try run { connection throws(StorageError) in
        try connection.transaction { () throws(StorageError) in
          var done: [@Sendable () -> Void] = []
          for write in group { done.append(try write.perform(connection)) }
          return done
        }
      }
      for acknowledge in acknowledgements { acknowledge() }
    } catch {
      if error.concernsOneWrite, group.count > 1 {
        for write in group { commit([write]) }
      } else {
        for write in group { write.fail(error) }
      }
    }
  }
}
