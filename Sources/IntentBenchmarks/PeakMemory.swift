import Foundation

/// The largest resident memory that a running process has had, in bytes, as Linux counts it (`VmHWM` in
/// `/proc/PID/status`); nil where the process is over or the system has no such file.
public func peakResidentBytes(ofProcess identifier: Int32) -> Int? {
  guard
    let status = try? String(contentsOfFile: "/proc/\(identifier)/status", encoding: .utf8),
    let line = status.split(separator: "\n").first(where: { $0.hasPrefix("VmHWM:") }),
    let kilobytes = line.split(whereSeparator: { $0 == " " || $0 == "\t" }).dropFirst().first
  else { return nil }
  return Int(kilobytes).map { $0 * 1024 }
}

/// The same of this process.
public func peakResidentBytes() -> Int? {
  peakResidentBytes(ofProcess: ProcessInfo.processInfo.processIdentifier)
}
