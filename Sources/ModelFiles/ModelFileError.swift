/// Every way in which a model file can be damaged, with the evidence.
public enum ModelFileError: Error, Equatable, Sendable {
  // The file
  case missing(path: String)
  case directory(path: String)
  case unreadable(path: String, reason: String)
  case unwritable(path: String, reason: String)

  // The header
  case truncated(bytes: Int)
  case headerTooLong(declared: UInt64, limit: Int)
  case headerTruncated(declared: Int, found: Int)
  case headerNotUTF8(offset: Int)
  case headerNotJSON(offset: Int, found: String, expected: String)
  case headerNotObject(found: String)
  case metadataNotObject(found: String)
  case metadataNotString(key: String, found: String)
  case duplicateMetadata(key: String)
  case missingMetadata(key: String)
  case unexpectedMetadata(key: String, found: String, expected: String)

  // The tensors
  case reservedName(tensor: String)
  case duplicateTensor(tensor: String)
  case malformedTensor(tensor: String, found: String, expected: String)
  case unknownType(tensor: String, found: String)
  case badShape(tensor: String, found: String)
  case shapeTooLarge(tensor: String, shape: [Int])
  case reversedOffsets(tensor: String, begin: Int, end: Int)
  case sizeMismatch(tensor: String, found: Int, expected: Int)
  case overlap(tensor: String, begin: Int, previous: String, previousEnd: Int)
  case gap(tensor: String, begin: Int, expected: Int)
  case outOfRange(tensor: String, end: Int, bodyBytes: Int)
  case bodyTruncated(found: Int, expected: Int)
  case trailingBytes(count: Int)

  // What a reader of the file wanted
  case missingTensor(tensor: String)
  case wrongType(tensor: String, found: TensorType, expected: TensorType)
  case wrongShape(tensor: String, found: [Int], expected: [Int?])
  case notFinite(tensor: String, index: Int, found: String)
}

extension ModelFileError: CustomStringConvertible {
  public var description: String {
    switch self {
    case .missing(let path):
      "cannot read \(path): no such file"
    case .directory(let path):
      "cannot read \(path): it is a folder; expected a model file"
    case .unreadable(let path, let reason):
      "cannot read \(path): \(reason)"
    case .unwritable(let path, let reason):
      "cannot write \(path): \(reason)"
    case .missingMetadata(let key):
      "the model file's metadata has no '\(key)'"
    case .unexpectedMetadata(let key, let found, let expected):
      "the model file's metadata says \(key) '\(found)'; expected '\(expected)'"
    case .reservedName(let tensor):
      "a tensor cannot be called '\(tensor)': the format keeps this name for the metadata"
    case .missingTensor(let tensor):
      "the model file has no tensor '\(tensor)'"
    case .wrongType(let tensor, let found, let expected):
      "tensor '\(tensor)' holds \(found.rawValue); expected \(expected.rawValue)"
    case .wrongShape(let tensor, let found, let expected):
      "tensor '\(tensor)' has shape \(found); expected \(Self.pattern(expected))"
    case .notFinite(let tensor, let index, let found):
      "tensor '\(tensor)' has \(found) at element \(index); expected finite numbers"
    default:
      "damaged model file: \(damage)"
    }
  }

  private var damage: String {
    switch self {
    case .truncated(let bytes):
      "it ends after \(bytes) bytes; the header's length alone takes 8"
    case .headerTooLong(let declared, let limit):
      "the header claims \(declared) bytes; at most \(limit) are allowed"
    case .headerTruncated(let declared, let found):
      "the header claims \(declared) bytes; only \(found) follow"
    case .headerNotUTF8(let offset):
      "byte \(offset) of the header is not UTF-8"
    case .headerNotJSON(let offset, let found, let expected):
      "byte \(offset) of the header is \(found); expected \(expected)"
    case .headerNotObject(let found):
      "the header is \(found); expected a JSON object"
    case .metadataNotObject(let found):
      "__metadata__ is \(found); expected an object of strings"
    case .metadataNotString(let key, let found):
      "metadata '\(key)' is \(found); expected a string"
    case .duplicateMetadata(let key):
      "metadata '\(key)' stands twice"
    case .duplicateTensor(let tensor):
      "tensor '\(tensor)' stands twice"
    case .malformedTensor(let tensor, let found, let expected):
      "tensor '\(tensor)' has \(found); expected \(expected)"
    case .unknownType(let tensor, let found):
      "tensor '\(tensor)' has dtype '\(found)'; expected one of "
        + TensorType.allCases.map(\.rawValue).joined(separator: ", ")
    case .badShape(let tensor, let found):
      "tensor '\(tensor)' has \(found) in its shape; expected whole numbers from 0"
    case .shapeTooLarge(let tensor, let shape):
      "tensor '\(tensor)' has shape \(shape): more elements than can be counted"
    case .reversedOffsets(let tensor, let begin, let end):
      "tensor '\(tensor)' begins at \(begin) and ends at \(end), before it begins"
    case .sizeMismatch(let tensor, let found, let expected):
      "tensor '\(tensor)' has \(found) bytes; its shape and dtype need \(expected)"
    case .overlap(let tensor, let begin, let previous, let previousEnd):
      "tensor '\(tensor)' begins at \(begin), inside '\(previous)', which ends at \(previousEnd)"
    case .gap(let tensor, let begin, let expected):
      "tensor '\(tensor)' begins at \(begin); expected \(expected), without a gap"
    case .outOfRange(let tensor, let end, let bodyBytes):
      "tensor '\(tensor)' ends at \(end); the body has \(bodyBytes) bytes"
    case .bodyTruncated(let found, let expected):
      "the body has \(found) bytes; its tensors need \(expected)"
    case .trailingBytes(let count):
      "\(count) bytes follow the last tensor; expected none"
    default:
      ""
    }
  }

  private static func pattern(_ shape: [Int?]) -> String {
    "[" + shape.map { $0.map(String.init) ?? "any" }.joined(separator: ", ") + "]"
  }
}
