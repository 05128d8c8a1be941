import Foundation
import Synchronization

/// A program that is run to its end or ended after a time.
public struct OutsideProgram: Sendable {
  /// Its name in messages.
  public var name: String
  public var executable: String
  public var arguments: [String]
  public var timeoutSeconds: Int

  public init(name: String, executable: String, arguments: [String], timeoutSeconds: Int) {
    self.name = name
    self.executable = executable
    self.arguments = arguments
    self.timeoutSeconds = timeoutSeconds
  }

  /// Runs the program; its standard error goes to `log`, its standard output nowhere.
  ///
  /// On timeout, or when the task is cancelled, the program and all that it has started are ended.
  ///
  /// - Returns: its largest resident memory in bytes, read every tenth of a second; nil where it was over
  ///   before the first reading.
  /// - Throws: `notStarted`, `crashed`, `timedOut`; with the last lines of the log.
  @discardableResult
  public func run(log: String) async throws(BenchmarkError) -> Int? {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: executable)
    process.arguments = arguments
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = FileHandle.nullDevice
    guard FileManager.default.createFile(atPath: log, contents: nil),
      let errors = FileHandle(forWritingAtPath: log)
    else {
      throw .unwritable(path: log, reason: "the file cannot be opened")
    }
    process.standardError = errors
    let ending = Ending()
    process.terminationHandler = { _ in ending.finish() }
    do {
      try process.run()
    } catch {
      throw .notStarted(program: name, reason: error.localizedDescription)
    }
    let group = process.processIdentifier
    let watch = Task { [timeoutSeconds] in
      await watched(group, for: timeoutSeconds, ending)
    }
    await withTaskCancellationHandler {
      await ending.wait()
    } onCancel: {
      endTree(of: group)
    }
    watch.cancel()
    let peakMemory = await watch.value
    if ending.hasTimedOut {
      throw .timedOut(program: name, seconds: timeoutSeconds, lastWords: lastWords(of: log))
    }
    guard process.terminationReason == .exit, process.terminationStatus == 0 else {
      throw .crashed(
        program: name, status: process.terminationStatus, lastWords: lastWords(of: log))
    }
    return peakMemory
  }

  /// The last three lines of a log, at most 400 characters.
  private func lastWords(of log: String) -> String {
    let text = (try? String(contentsOfFile: log, encoding: .utf8)) ?? ""
    let lines = text.split(separator: "\n").suffix(3).joined(separator: " / ")
    return String(lines.suffix(400))
  }
}

/// Reads the peak memory of a program until the task is cancelled; ends the program when its time is over.
private func watched(_ process: Int32, for seconds: Int, _ ending: Ending) async -> Int? {
  let clock = ContinuousClock()
  let end = clock.now + .seconds(seconds)
  var peak: Int?
  while !Task.isCancelled {
    if clock.now >= end {
      ending.timeOut(process)
      return peak
    }
    if let bytes = peakResidentBytes(ofProcess: process) { peak = max(peak ?? 0, bytes) }
    try? await Task.sleep(for: .milliseconds(100))
  }
  return peak
}

/// The end of one program: waited for once, reported once.
private final class Ending: Sendable {
  private struct State {
    var isOver = false
    var hasTimedOut = false
    var waiter: CheckedContinuation<Void, Never>?
  }

  private let state = Mutex(State())

  var hasTimedOut: Bool { state.withLock { $0.hasTimedOut } }

  func wait() async {
    await withCheckedContinuation { continuation in
      let isOver = state.withLock { state in
        if !state.isOver { state.waiter = continuation }
        return state.isOver
      }
      if isOver { continuation.resume() }
    }
  }

  func finish() {
    let waiter = state.withLock { state in
      state.isOver = true
      defer { state.waiter = nil }
      return state.waiter
    }
    waiter?.resume()
  }

  func timeOut(_ group: Int32) {
    let isRunning = state.withLock { state in
      state.hasTimedOut = !state.isOver
      return !state.isOver
    }
    if isRunning { endTree(of: group) }
  }
}
