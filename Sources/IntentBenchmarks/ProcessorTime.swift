import Foundation

/// Seconds that the cores have worked for this process and its ended children, as Linux counts them
/// (`/proc/self/stat`, fields 14 to 17, see proc(5)); nil where the system has no such file.
///
/// Unlike the wall clock it does not depend on what else the machine does.
public func processorSeconds() -> Double? {
  guard let text = try? String(contentsOfFile: "/proc/self/stat", encoding: .utf8),
    // The name of the program, field 2, stands in brackets and may hold blanks.
    let end = text.lastIndex(of: ")")
  else { return nil }
  let fields = text[text.index(after: end)...].split(separator: " ")
  let ticks = fields.dropFirst(11).prefix(4).compactMap { Double($0) }
  return ticks.count == 4 ? ticks.reduce(0, +) / ticksPerSecond : nil
}

/// USER_HZ, which is 100 on every Linux that Swift runs on.
private let ticksPerSecond = 100.0
