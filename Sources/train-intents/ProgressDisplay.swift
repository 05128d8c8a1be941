import Foundation
import Synchronization
import Training

/// Training progress on standard error: a bar on a terminal, a line an epoch otherwise.
final class ProgressDisplay: Sendable {
  private struct State {
    var done: [Int: Double] = [:]
    var lastShown = ""
  }

  private let state = Mutex(State())
  private let isTerminal: Bool
  private let isQuiet: Bool

  init(isQuiet: Bool) {
    self.isQuiet = isQuiet
    isTerminal = isatty(STDERR_FILENO) == 1
  }

  /// Called from several threads.
  func show(_ step: TrainingProgress) {
    guard !isQuiet else { return }
    state.withLock { state in
      state.done[step.tower] = Double(step.epoch) / Double(max(step.epochs, 1))
      let share = state.done.values.reduce(0, +) / Double(max(step.towers, 1))
      if isTerminal {
        showBar(share, step, &state)
      } else if !step.loss.isNaN {
        printError(
          "tower \(step.tower + 1) of \(step.towers), epoch \(step.epoch) of \(step.epochs): "
            + "loss \(String(format: "%.4f", step.loss))")
      }
    }
  }

  private func showBar(_ share: Double, _ step: TrainingProgress, _ state: inout State) {
    let width = 30
    let filled = min(width, Int(share * Double(width)))
    let bar = String(repeating: "█", count: filled) + String(repeating: "░", count: width - filled)
    let line = "training \(step.towers) towers  \(bar)  \(Int(share * 100)) %"
    guard line != state.lastShown else { return }
    state.lastShown = line
    FileHandle.standardError.write(Data("\r\u{1B}[2K\(line)".utf8))
  }

  /// Ends the bar's line.
  func finish() {
    guard isTerminal, !isQuiet else { return }
    FileHandle.standardError.write(Data("\r\u{1B}[2K".utf8))
  }
}
