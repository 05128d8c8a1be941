import Foundation
import Synchronization

/// Whether Ctrl-C was pressed, for a progress handler: training then stops at its next step; a second
/// Ctrl-C ends the process at once.
public struct Interruption: Sendable {
  /// A signal handler can reach nothing but globals, and may do little more than set a flag. A dispatch source
  /// would lose a signal that comes before it has been registered on its own thread.
  private static let flag = Atomic(false)

  public init() {}

  public var hasHappened: Bool { Self.flag.load(ordering: .relaxed) }

  /// Starts to listen.
  public func listen() {
    // The flag exists before the first signal.
    Self.flag.store(false, ordering: .relaxed)
    signal(SIGINT) { number in
      Interruption.flag.store(true, ordering: .relaxed)
      signal(number, SIG_DFL)
    }
  }
}
