import Configuration
import Foundation
import SystemPackage
import Yams

/// The settings in force, and where each came from.
public struct LoadedSettings: Sendable {
  public let settings: ServerSettings
  public let entries: [SettingsReader.Entry]

  /// Reads flags, the environment and a file, in falling precedence.
  ///
  /// In the environment a key is spelled `SENIM_LOG_LEVEL` for `log.level`. The file is YAML or
  /// JSON: `file`, else `senim.yml` of the working directory where there is one.
  ///
  /// - Parameter flags: what the command line gave, by key.
  /// - Throws: `SettingsError`.
  public static func load(
    flags: [String: String], environment: [String: String], file: String?
  ) async throws(SettingsError) -> LoadedSettings {
    let path = file ?? environment["SENIM_CONFIG"] ?? standardFile
    let isNamed = file != nil || environment["SENIM_CONFIG"] != nil
    var sources = [
      SettingsReader.Source(name: "flag", provider: provider(of: flags)),
      SettingsReader.Source(
        name: "environment",
        provider: EnvironmentVariablesProvider(environmentVariables: environment)
          .prefixKeys(with: "senim")),
    ]
    let fileKeys: [String]
    if isNamed || FileManager.default.fileExists(atPath: path) {
      let provider: FileProvider<YAMLSnapshot>
      do {
        provider = try await FileProvider<YAMLSnapshot>(filePath: FilePath(path))
        fileKeys = try Self.keys(ofFile: path)
      } catch {
        throw .unreadableFile(path: path, reason: Self.reason(error))
      }
      sources.append(SettingsReader.Source(name: path, provider: provider))
    } else {
      fileKeys = []
    }
    var reader = SettingsReader(sources: sources)
    let settings = try ServerSettings(from: &reader)
    let known = Set(reader.entries.map(\.key))
    for (place, keys) in [("--set", Array(flags.keys)), (path, fileKeys)] {
      let unknown = keys.filter { !known.contains($0) }.sorted()
      guard unknown.isEmpty else { throw .unknownKeys(path: place, keys: unknown) }
    }
    return LoadedSettings(settings: settings, entries: reader.entries)
  }

  /// Read when no other file is named and it exists.
  public static let standardFile = "senim.yml"

  private static func provider(of flags: [String: String]) -> InMemoryProvider {
    var values = [AbsoluteConfigKey: ConfigValue]()
    for (key, text) in flags {
      let path = AbsoluteConfigKey(key.split(separator: ".").map(String.init))
      values[path] = ConfigValue(.string(text), isSecret: false)
    }
    return InMemoryProvider(name: "flags", values: values)
  }

  /// Where and what is wrong, without the lines of the file around it: they may hold a secret.
  private static func reason(_ error: any Error) -> String {
    switch error as? YamlError {
    case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
      .composer(_, let problem, let mark, _):
      "line \(mark.line): \(problem)"
    default: "\(error)"
    }
  }

  /// The dotted keys of the file's leaves.
  private static func keys(ofFile path: String) throws -> [String] {
    let text = try String(contentsOfFile: path, encoding: .utf8)
    guard let root = try Yams.compose(yaml: text)?.mapping else { return [] }
    var keys = [String]()
    var pending: [(prefix: String, node: Yams.Node.Mapping)] = [("", root)]
    while let (prefix, mapping) = pending.popLast() {
      for (key, value) in mapping {
        let name = prefix + (key.string ?? "?")
        if let inner = value.mapping {
          pending.append((name + ".", inner))
        } else {
          keys.append(name)
        }
      }
    }
    return keys
  }
}
