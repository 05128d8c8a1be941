import Foundation
import IntentTypes

extension Dataset {
  /// Reads a file or a folder. The format is recognised by the contents, not by the name.
  ///
  /// A folder holds `seq.in` and `label`, or parts named `train`, `valid` (`validation`, `val`,
  /// `dev`), `test`, `gate`, each of them a file or such a folder. Its other entries are not read.
  ///
  /// - Parameter format: reads this format without recognising it.
  /// - Throws: with the file and line, what was found and what was expected there.
  public static func read(
    at path: String, format: DatasetFormat? = nil
  ) throws(DatasetError) -> Dataset {
    guard FileManager.default.fileExists(atPath: path) else {
      throw .missing(path: path)
    }
    let (recognized, builder) =
      isFolder(path) ? try readFolder(path, format) : try readFile(path, format)
    guard builder.splits.values.contains(where: { !$0.isEmpty }) else {
      throw .empty(path: path)
    }
    return Dataset(format: recognized, splits: builder.splits, warnings: builder.warnings)
  }

  static func isFolder(_ path: String) -> Bool {
    URL(fileURLWithPath: path).hasDirectoryPath
  }

  private static func readFolder(
    _ path: String, _ format: DatasetFormat?
  ) throws(DatasetError) -> (DatasetFormat, DatasetBuilder) {
    if FolderFormat.matches(path) {
      return (.folder, try FolderFormat.read(path))
    }
    var builder = DatasetBuilder()
    var recognized: DatasetFormat?
    for (split, part) in try namedParts(of: path) {
      let (partFormat, read) =
        isFolder(part) ? (.folder, try FolderFormat.read(part)) : try readFile(part, format)
      builder.append(read, as: split)
      recognized = recognized ?? partFormat
    }
    guard let recognized else {
      throw .wrongFolder(
        path: path, found: "no parts in the folder",
        expected: "seq.in and label, or train, valid and test")
    }
    return (recognized, builder)
  }

  private static func namedParts(of path: String) throws(DatasetError) -> [(Split, String)] {
    try names(in: path).compactMap { name in
      Split(name: name.prefix { $0 != "." }).map { ($0, path + "/" + name) }
    }
  }

  /// The names in a folder, sorted.
  static func names(in path: String) throws(DatasetError) -> [String] {
    do {
      return try FileManager.default.contentsOfDirectory(atPath: path).sorted()
    } catch {
      throw .unreadable(path: path, reason: systemReason(error))
    }
  }

  private static func readFile(
    _ path: String, _ format: DatasetFormat?
  ) throws(DatasetError) -> (DatasetFormat, DatasetBuilder) {
    let file = try SourceFile(path: path)
    guard !file.isBlank(0..<file.bytes.count) else { throw .empty(path: path) }
    guard let format else { return try readFile(path, try recognize(file)) }
    switch format {
    case .tsv: return (format, try TSVFormat.read(file))
    case .csv: return (format, try CSVFormat.read(file))
    case .clinc150:
      var scanner = JSONScanner(file: file)
      return (format, try CLINC150Format.read(file, try scanner.document()))
    default: throw .unknownFormat(path: path, found: format.rawValue)
    }
  }

  private static func recognize(_ file: SourceFile) throws(DatasetError) -> DatasetFormat {
    if file.bytes.first(where: { $0 > 0x20 }) == UInt8(ascii: "{") { return .clinc150 }
    if CSVFormat.separator(of: file) != nil { return .csv }
    return .tsv
  }
}
