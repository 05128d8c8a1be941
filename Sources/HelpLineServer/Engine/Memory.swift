import CMalloc
import Foundation

/// The memory of the process.
enum Memory {
  /// Lets freed memory go back to the system. By itself glibc keeps an arena a thread, and after the
  /// first large block that is freed it takes all later ones from there too: each reload of a model
  /// would leave its size behind.
  static func returnFreedBlocks() {
    #if os(Linux)
      _ = mallopt(M_ARENA_MAX, 2)
      _ = mallopt(M_MMAP_THRESHOLD, 256 * 1_024)
      _ = mallopt(M_TRIM_THRESHOLD, 1_024 * 1_024)
    #endif
  }

  /// Gives the pages back that reading corpus and model left free. Takes some milliseconds.
  static func trim() {
    #if os(Linux)
      _ = malloc_trim(0)
    #endif
  }

  /// The same in a second: the first answers need not wait for it.
  static func trimLater() {
    Task {
      try? await Task.sleep(for: .seconds(1))
      trim()
    }
  }

  /// Resident set size in bytes (Linux); 0 elsewhere.
  static var residentBytes: Int {
    guard let text = try? String(contentsOfFile: "/proc/self/statm", encoding: .utf8),
      let pages = text.split(separator: " ").dropFirst().first.flatMap({ Int($0) })
    else { return 0 }
    return pages * 4096
  }
}
