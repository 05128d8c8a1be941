import Dispatch
import Foundation
import Synchronization

/// Whether Ctrl-C was pressed. Training then stops at its next step; a second Ctrl-C ends the process
/// at once.
final class Interruption: Sendable {
  private let flag = Mutex(false)

  var hasHappened: Bool { flag.withLock { $0 } }

  private func interrupt() {
    flag.withLock { $0 = true }
    signal(SIGINT, SIG_DFL)
  }

  /// Starts to listen; the source must be kept while it should.
  func listen() -> any DispatchSourceSignal {
    let source = DispatchSource.makeSignalSource(signal: SIGINT, queue: .global())
    signal(SIGINT, SIG_IGN)
    source.setEventHandler { self.interrupt() }
    source.resume()
    return source
  }
}
