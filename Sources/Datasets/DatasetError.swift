public import IntentTypes

/// Why a dataset cannot be read, written or trained on, with the evidence.
public enum DatasetError: Error, Equatable, Sendable {
  case missing(path: String)
  case unreadable(path: String, reason: String)
  case unwritable(path: String, reason: String)
  case invalidUTF8(at: LabeledUtterance.Origin, byte: Int)
  case malformed(at: LabeledUtterance.Origin, found: String, expected: String)
  case tooLong(at: LabeledUtterance.Origin, bytes: Int, limit: Int)
  case unknownFormat(path: String, found: String)
  case wrongFolder(path: String, found: String, expected: String)
  case empty(path: String)
  case oneIntent(Intent, utterances: Int)
  case noTraining(splits: [Split])
  /// A source given for validation has no such part, but several others, or one that is not for it.
  case noValidation(splits: [Split])
  case cannotWrite(format: DatasetFormat, reason: String)
}

extension DatasetError: CustomStringConvertible {
  public var description: String {
    switch self {
    case .missing(let path):
      "cannot read \(path): no such file or folder"
    case .unreadable(let path, let reason):
      "cannot read \(path): \(reason)"
    case .unwritable(let path, let reason):
      "cannot write \(path): \(reason)"
    case .invalidUTF8(let origin, let byte):
      "\(origin): byte \(byte) of the line is not UTF-8; expected UTF-8 text"
    case .malformed(let origin, let found, let expected):
      "\(origin): found \(found); expected \(expected)"
    case .tooLong(let origin, let bytes, let limit):
      "\(origin): found an utterance of \(bytes) bytes; expected at most \(limit)"
    case .unknownFormat(let path, let found):
      "\(path): found \(found), which is no known format; expected one of "
        + DatasetFormat.allCases.map(\.rawValue).joined(separator: ", ")
    case .wrongFolder(let path, let found, let expected):
      "\(path): found \(found); expected \(expected)"
    case .empty(let path):
      "\(path): found no utterances; expected at least one"
    case .oneIntent(let intent, let utterances):
      "found one intent only, '\(intent)', in \(utterances) training utterances; "
        + "expected at least two"
    case .noTraining(let splits):
      "found no training part, only \(splits.map(\.rawValue).joined(separator: ", ")); "
        + "expected utterances to train on"
    case .noValidation(let splits):
      "found no validation part, only \(splits.map(\.rawValue).joined(separator: ", ")); "
        + "expected one, or a file of one part"
    case .cannotWrite(let format, let reason):
      "cannot write \(format.rawValue): \(reason)"
    }
  }
}

/// Something odd in a dataset that does not keep it from being used.
public struct DatasetWarning: Sendable, Equatable, CustomStringConvertible {
  public let origin: LabeledUtterance.Origin?
  public let found: String
  public let expected: String

  public init(origin: LabeledUtterance.Origin?, found: String, expected: String) {
    self.origin = origin
    self.found = found
    self.expected = expected
  }

  public var description: String {
    (origin.map { "\($0): " } ?? "") + "found \(found); expected \(expected)"
  }
}
