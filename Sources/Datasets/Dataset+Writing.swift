import Foundation
import IntentTypes

extension Dataset {
  /// Writes the dataset whole or not at all.
  ///
  /// `clinc150` and `autointent` hold all parts in one file. The other formats hold one part a file:
  /// a dataset with several becomes a folder with a file (or `seq.in` and `label`) for each.
  /// Languages are kept by `tsv`, `csv`, `jsonl`, `rasa` and `xsid`.
  ///
  /// - Throws: `cannotWrite` where the format has no place for something, `unwritable`.
  public func write(to path: String, format: DatasetFormat) throws(DatasetError) {
    switch format {
    case .helpline:
      throw .cannotWrite(format: format, reason: "its files are written by people; try tsv")
    case .clinc150:
      try Self.write(try CLINC150Format.text(of: self), to: path)
    case .autointent:
      try Self.write(try AutoIntentFormat.text(of: self), to: path)
    case .folder:
      var files = [(String, String)]()
      for split in parts {
        let folder = parts.count == 1 ? "" : Self.name(of: split) + "/"
        files += try FolderFormat.files(of: self[split]).map { (folder + $0, $1) }
      }
      try Self.writeFolder(files, to: path)
    default:
      if parts.count <= 1 {
        try Self.write(try Self.text(of: utterances, format), to: path)
        return
      }
      var files = [(String, String)]()
      for split in parts {
        let name = "\(Self.name(of: split)).\(Self.fileExtension(of: format))"
        files.append((name, try Self.text(of: self[split], format)))
      }
      try Self.writeFolder(files, to: path)
    }
  }

  private static func text(
    of utterances: [LabeledUtterance], _ format: DatasetFormat
  ) throws(DatasetError) -> String {
    switch format {
    case .tsv: try TSVFormat.text(of: utterances)
    case .csv: CSVFormat.text(of: utterances)
    case .jsonl: JSONLinesFormat.text(of: utterances)
    case .rasa: try RasaFormat.text(of: utterances)
    case .fasttext: try FastTextFormat.text(of: utterances)
    case .tutorial: TutorialFormat.text(of: utterances)
    case .snips: SnipsFormat.text(of: utterances)
    case .xsid: try XSIDFormat.text(of: utterances)
    case .clinc150, .autointent, .folder, .helpline:
      throw .cannotWrite(format: format, reason: "it is no format of one part")
    }
  }

  private static func name(of split: Split) -> String {
    split == .validation ? "valid" : split.rawValue
  }

  private static func fileExtension(of format: DatasetFormat) -> String {
    switch format {
    case .rasa: "yml"
    case .fasttext: "txt"
    case .tutorial, .snips, .clinc150, .autointent: "json"
    case .xsid: "conll"
    default: format.rawValue
    }
  }

  /// Writes a text whole or not at all: Foundation's atomic write flushes a temporary file beside the
  /// old one and renames it over it.
  static func write(_ text: String, to path: String) throws(DatasetError) {
    do {
      try Data(text.utf8).write(to: URL(fileURLWithPath: path), options: .atomic)
    } catch {
      throw .unwritable(path: path, reason: systemReason(error))
    }
  }

  /// Writes the files into a folder beside `path`, then renames it. A folder that has something in it
  /// is not replaced.
  private static func writeFolder(
    _ files: [(name: String, text: String)], to path: String
  ) throws(DatasetError) {
    if FileManager.default.fileExists(atPath: path) {
      guard isFolder(path), try names(in: path).isEmpty else {
        throw .unwritable(path: path, reason: "it is there already")
      }
    }
    let target = URL(fileURLWithPath: path)
    let partial = target.deletingLastPathComponent().appending(
      path: ".\(target.lastPathComponent).partial", directoryHint: .isDirectory)
    do {
      try? FileManager.default.removeItem(at: partial)
      for (name, text) in files {
        let file = partial.appending(path: name)
        try FileManager.default.createDirectory(
          at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try write(text, to: file.path)
      }
      try? FileManager.default.removeItem(at: target)
      try FileManager.default.moveItem(at: partial, to: target)
    } catch {
      try? FileManager.default.removeItem(at: partial)
      throw .unwritable(path: path, reason: systemReason(error))
    }
  }
}
