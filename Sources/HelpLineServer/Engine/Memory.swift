import Foundation

/// The memory of the process.
enum Memory {
  /// Resident set size in bytes (Linux); 0 elsewhere.
  static var residentBytes: Int {
    guard let text = try? String(contentsOfFile: "/proc/self/statm", encoding: .utf8),
      let pages = text.split(separator: " ").dropFirst().first.flatMap({ Int($0) })
    else { return 0 }
    return pages * 4096
  }
}
