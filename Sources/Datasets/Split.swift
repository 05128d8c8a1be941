/// A part of a dataset, by what it is for.
public enum Split: String, Sendable, CaseIterable, Codable {
  case train
  case validation
  case test
  /// Frozen and never trained on: a new model must not be worse on it than the one it replaces.
  case gate

  /// The part that a file or folder name means: `train`, `valid`, `dev`, ...; nil for other names.
  init?(name: some StringProtocol) {
    switch name.lowercased() {
    case "train", "training": self = .train
    case "validation", "valid", "val", "dev": self = .validation
    case "test": self = .test
    case "gate": self = .gate
    default: return nil
    }
  }
}
