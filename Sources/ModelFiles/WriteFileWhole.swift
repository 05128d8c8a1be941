public import Foundation

/// Writes a file whole or not at all: into a temporary file beside it, flushed to the disk, then
/// renamed over `path`. A reader sees the old file or the new one, never a part.
///
/// Foundation's atomic write does these three steps; that it flushes before it renames was seen in
/// its system calls.
///
/// - Throws: `unwritable`; the old file is then untouched.
public func writeFileWhole(_ data: Data, to path: String) throws(ModelFileError) {
  do {
    try data.write(to: URL(fileURLWithPath: path), options: .atomic)
  } catch {
    throw .unwritable(path: path, reason: reason(of: error))
  }
}

/// The system's words for a failed file operation, without Foundation's before them.
func reason(of error: any Error) -> String {
  let underlying = (error as NSError).userInfo[NSUnderlyingErrorKey] as? any Error ?? error
  let text = underlying.localizedDescription
  return text.range(of: ". ").map { String(text[$0.upperBound...]) } ?? text
}
