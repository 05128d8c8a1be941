/// Why the server cannot start with the settings it was given.
public enum SettingsError: Error, Equatable, CustomStringConvertible {
  /// A file was named that cannot be read, or is not YAML or JSON.
  case unreadableFile(path: String, reason: String)
  /// The file, or `--set`, holds keys that mean nothing here, mostly misspelled ones.
  case unknownKeys(path: String, keys: [String])
  /// A value that is no number, no Boolean, not one of the choices, or outside its range.
  case invalid(key: String, found: String, expected: String)

  public var description: String {
    switch self {
    case .unreadableFile(let path, let reason):
      "cannot read the configuration file \(path): \(reason)"
    case .unknownKeys(let path, let keys):
      "\(path): unknown \(keys.count == 1 ? "key" : "keys") \(keys.joined(separator: ", ")); "
        + "`helpline-bot config` lists the known ones"
    case .invalid(let key, let found, let expected):
      "\(key): found \"\(found)\"; expected \(expected)"
    }
  }
}
