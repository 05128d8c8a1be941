import Foundation

/// Makes the folder of a weight file and says before the training where nothing can or should be written.
///
/// - Parameter sources: the files that the training reads; neither the weight file nor its card may replace
///   one of them, nor any other file that is no weight file and no card.
func prepare(_ output: String, sources: [String]) throws {
  let url = URL(fileURLWithPath: output)
  let folder = url.deletingLastPathComponent().path
  do {
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
  } catch {
    throw OutputError(output: output, reason: "cannot make the folder \(folder)")
  }
  guard FileManager.default.isWritableFile(atPath: folder) else {
    throw OutputError(output: output, reason: "the folder \(folder) is not writable")
  }
  guard url.pathExtension.lowercased() != "md" else {
    throw OutputError(
      output: output, reason: "the model card gets this name; expected one such as m.safetensors")
  }
  for path in [output, cardPath(of: output)] {
    guard !URL(fileURLWithPath: path).hasDirectoryPath else {
      throw OutputError(output: path, reason: "it is a folder; expected a file name")
    }
    try keepSources(sources, from: path)
  }
  try keepStrangers(output)
}

/// Where the model card of a weight file goes.
func cardPath(of output: String) -> String {
  URL(fileURLWithPath: output).deletingPathExtension().path + ".md"
}

/// Refuses an output that is one of the files a command reads, under whatever name.
func keepSources(_ sources: [String], from output: String) throws {
  let target = resolved(output)
  for source in sources where resolved(source) == target {
    throw OutputError(output: output, reason: "it is read as \(source); expected another name")
  }
}

private func resolved(_ path: String) -> String {
  URL(fileURLWithPath: path).resolvingSymlinksInPath().standardizedFileURL.path
}

/// Refuses to replace files that an earlier training did not write.
private func keepStrangers(_ output: String) throws {
  if let bytes = beginning(of: output), !bytes.isEmpty, !isWeightFile(bytes) {
    throw OutputError(
      output: output,
      reason: "a file of this name is no weight file; remove it or take another name")
  }
  let card = cardPath(of: output)
  if let bytes = beginning(of: card), !bytes.isEmpty {
    let firstLine = String(decoding: bytes, as: UTF8.self).prefix { $0 != "\n" }
    let name = firstLine.dropFirst(2)
    guard firstLine.hasPrefix("# "),
      cardPath(of: String(name)) == cardPath(of: URL(fileURLWithPath: output).lastPathComponent)
    else {
      throw OutputError(
        output: card,
        reason: "a file of this name is no model card; remove it or take another name for the model"
      )
    }
  }
}

/// Whether bytes begin as a safetensors file: eight bytes of length, then JSON.
private func isWeightFile(_ bytes: Data) -> Bool {
  bytes.dropFirst(8).first == UInt8(ascii: "{")
}

/// The first bytes of a file; nil where there is none.
private func beginning(of path: String) -> Data? {
  guard let file = FileHandle(forReadingAtPath: path) else { return nil }
  defer { try? file.close() }
  return (try? file.read(upToCount: 256)) ?? Data()
}

/// An output that cannot be written.
struct OutputError: Error, CustomStringConvertible {
  let output: String
  let reason: String

  var description: String { "cannot write \(output): \(reason)" }
}
