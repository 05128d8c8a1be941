import Foundation

/// Ends a program with everything that it has started: its process group, and its descendants with
/// theirs, for a child may have made a group of its own.
func endTree(of leader: Int32) {
  // Collected first: the children of a process that has ended belong to nobody.
  let descendants = descendants(of: leader)
  for process in [leader] + descendants {
    kill(-process, SIGKILL)
    kill(process, SIGKILL)
  }
}

/// The children of a process, their children and so on, as Linux lists them in `/proc/PID/stat`; empty
/// where the system has no such files.
private func descendants(of ancestor: Int32) -> [Int32] {
  let names = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
  var children: [Int32: [Int32]] = [:]
  for process in names.compactMap({ Int32($0) }) {
    if let parent = parent(of: process) { children[parent, default: []].append(process) }
  }
  var found: [Int32] = []
  var next = children[ancestor] ?? []
  while let process = next.popLast() {
    found.append(process)
    next += children[process] ?? []
  }
  return found
}

/// Field 4 of `/proc/PID/stat`; field 2, the program's name in brackets, may hold anything.
private func parent(of process: Int32) -> Int32? {
  guard let text = try? String(contentsOfFile: "/proc/\(process)/stat", encoding: .utf8),
    let end = text.lastIndex(of: ")")
  else { return nil }
  return text[text.index(after: end)...].split(separator: " ").dropFirst().first.flatMap {
    Int32($0)
  }
}
