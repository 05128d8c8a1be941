import Foundation
import IntentTypes

extension Dataset {
  /// Reads a file or a folder. The format is recognised by the contents, not by the name.
  ///
  /// A folder is one of these:
  /// - a corpus of the help line, with `utterances/`;
  /// - `seq.in` and `label`;
  /// - parts named `train`, `valid` (`validation`, `val`, `dev`), `test`, `gate`, each of them a file
  ///   or a folder with `seq.in` and `label`; its other entries are not read;
  /// - data files of one part each, read together.
  ///
  /// - Parameter format: reads this format without recognising it.
  /// - Throws: with the file and line, what was found and what was expected there.
  public static func read(
    at path: String, format: DatasetFormat? = nil
  ) throws(DatasetError) -> Dataset {
    guard FileManager.default.fileExists(atPath: path) else {
      throw .missing(path: path)
    }
    var (recognized, builder) =
      isFolder(path) ? try readFolder(path, format) : try readFile(path, format)
    guard builder.splits.values.contains(where: { !$0.isEmpty }) else {
      throw .empty(path: path)
    }
    builder.warnAboutLabels()
    return Dataset(format: recognized, splits: builder.splits, warnings: builder.warnings)
  }

  static func isFolder(_ path: String) -> Bool {
    URL(fileURLWithPath: path).hasDirectoryPath
  }

  /// The names in a folder, sorted.
  static func names(in path: String) throws(DatasetError) -> [String] {
    do {
      return try FileManager.default.contentsOfDirectory(atPath: path).sorted()
    } catch {
      throw .unreadable(path: path, reason: systemReason(error))
    }
  }

  private static func readFolder(
    _ path: String, _ format: DatasetFormat?
  ) throws(DatasetError) -> (DatasetFormat, DatasetBuilder) {
    if format == .helpline || (format == nil && HelplineFormat.matches(path)) {
      return (.helpline, try HelplineFormat.read(path))
    }
    if FolderFormat.matches(path) {
      return (.folder, try FolderFormat.read(path))
    }
    let names = try names(in: path)
    var builder = DatasetBuilder()
    var recognized: DatasetFormat?
    for name in names {
      guard let split = Split(name: name.prefix { $0 != "." }) else { continue }
      let part = path + "/" + name
      let (partFormat, read) =
        isFolder(part) ? (.folder, try FolderFormat.read(part)) : try readFile(part, format)
      builder.append(read, as: split)
      recognized = recognized ?? partFormat
    }
    if let recognized { return (recognized, builder) }
    return try readLooseFiles(names, in: path, format)
  }

  private static let dataExtensions = ["tsv", "csv", "jsonl", "json", "yml", "yaml", "conll"]

  /// Files that are no named parts: together they are the training part.
  private static func readLooseFiles(
    _ names: [String], in path: String, _ format: DatasetFormat?
  ) throws(DatasetError) -> (DatasetFormat, DatasetBuilder) {
    let files = names.filter { name in
      dataExtensions.contains { name.lowercased().hasSuffix("." + $0) }
    }
    let documents = files.filter { $0.lowercased().hasSuffix(".json") }
    guard documents.isEmpty || files.count == 1 else {
      throw .wrongFolder(
        path: path, found: "several data files (\(files.joined(separator: ", ")))",
        expected: "the path of one of them")
    }
    var builder = DatasetBuilder()
    var recognized: DatasetFormat?
    for name in files {
      let (fileFormat, read) = try readFile(path + "/" + name, format)
      builder.append(read)
      recognized = recognized ?? fileFormat
    }
    guard let recognized else {
      throw .wrongFolder(
        path: path, found: "a folder without data files",
        expected: "seq.in and label, or train, valid and test, or utterances/")
    }
    return (recognized, builder)
  }

  private static func readFile(
    _ path: String, _ wanted: DatasetFormat?
  ) throws(DatasetError) -> (DatasetFormat, DatasetBuilder) {
    let file = try SourceFile(path: path)
    guard !file.isBlank(0..<file.bytes.count) else { throw .empty(path: path) }
    guard let wanted else {
      let (format, json) = try DatasetFormat.recognize(file)
      return (format, try read(file, format, json))
    }
    return (wanted, try read(file, wanted, nil))
  }

  private static func read(
    _ file: SourceFile, _ format: DatasetFormat, _ json: JSONNode?
  ) throws(DatasetError) -> DatasetBuilder {
    switch format {
    case .tsv: return try TSVFormat.read(file)
    case .csv: return try CSVFormat.read(file)
    case .jsonl: return try JSONLinesFormat.read(file)
    case .rasa: return try RasaFormat.read(file)
    case .fasttext: return try FastTextFormat.read(file)
    case .xsid: return try XSIDFormat.read(file)
    case .clinc150: return try CLINC150Format.read(file, try root(of: file, json))
    case .tutorial: return try TutorialFormat.read(file, try root(of: file, json))
    case .snips: return try SnipsFormat.read(file, try root(of: file, json))
    case .autointent: return try AutoIntentFormat.read(file, try root(of: file, json))
    case .folder, .helpline:
      throw .wrongFolder(path: file.path, found: "a file", expected: "a \(format.rawValue) folder")
    }
  }

  private static func root(of file: SourceFile, _ json: JSONNode?) throws(DatasetError) -> JSONNode
  {
    if let json { return json }
    var scanner = JSONScanner(file: file)
    return try scanner.document()
  }
}
