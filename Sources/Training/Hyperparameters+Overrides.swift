import Foundation

extension Hyperparameters {
  /// The settings with the members of a JSON object in place of their own: `{"epochs": 20, "features":
  /// {"stems": false}}`.
  ///
  /// - Throws: `HyperparameterError` for text that is not such an object, an unknown name, a value of the
  ///   wrong kind, or one that no training can use.
  public func replacing(json: String) throws(HyperparameterError) -> Hyperparameters {
    guard let changes = try? JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any]
    else { throw .notAnObject(found: String(json.prefix(60))) }
    let encoder = JSONEncoder()
    guard let own = try? JSONSerialization.jsonObject(with: encoder.encode(self)) as? [String: Any]
    else { throw .notAnObject(found: "settings that cannot be written") }
    let merged = try Self.merged(own, changes, path: "")
    let settings: Hyperparameters
    do {
      let data = try JSONSerialization.data(withJSONObject: merged)
      settings = try JSONDecoder().decode(Hyperparameters.self, from: data)
    } catch DecodingError.typeMismatch(_, let context), DecodingError.dataCorrupted(let context) {
      throw .wrongValue(
        name: context.codingPath.map(\.stringValue).joined(separator: "."),
        found: String(json.prefix(60)))
    } catch {
      throw .wrongValue(name: "", found: String(json.prefix(60)))
    }
    return try settings.validated()
  }

  private static func merged(
    _ own: [String: Any], _ changes: [String: Any], path: String
  ) throws(HyperparameterError) -> [String: Any] {
    var result = own
    for (name, value) in changes {
      guard let old = own[name] else {
        throw .unknownName(found: path + name, known: own.keys.sorted())
      }
      if let inner = old as? [String: Any], let change = value as? [String: Any] {
        result[name] = try merged(inner, change, path: path + name + ".")
      } else {
        result[name] = value
      }
    }
    return result
  }
}

/// Why settings given as JSON cannot be used.
public enum HyperparameterError: Error, Equatable, CustomStringConvertible {
  case notAnObject(found: String)
  case unknownName(found: String, known: [String])
  case wrongValue(name: String, found: String)
  case outOfRange(name: String, found: String, expected: String)

  public var description: String {
    switch self {
    case .notAnObject(let found):
      "hyperparameters: found \(found), expected a JSON object such as {\"epochs\": 20}"
    case .unknownName(let found, let known):
      "hyperparameters: unknown name “\(found)”, expected one of \(known.joined(separator: ", "))"
    case .wrongValue(let name, let found):
      "hyperparameters: \(found) has a value of the wrong kind" + (name.isEmpty ? "" : ": \(name)")
    case .outOfRange(let name, let found, let expected):
      "hyperparameters: \(name) is \(found), expected \(expected)"
    }
  }
}
