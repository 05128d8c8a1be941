import IntentTypes
import Yams

/// The invented personal data that may stand in a corpus: numbers, addresses and names by kind.
public struct SamplePersonalData: Sendable, Equatable {
  /// By kind (`iin`, `phone`, ...), as they stand in the file.
  public private(set) var values: [String: [String]]
  /// Letters and digits of the values.
  private var allowed: Set<String>

  public init(values: [String: [String]] = [:]) {
    self.values = values
    allowed = Set(values.values.joined().map(Self.compact))
  }

  /// Reads a YAML file: a list of strings under the name of each kind.
  ///
  /// - Throws: `missing`, `unreadable`, `invalidUTF8`, `malformed`.
  public static func read(at path: String) throws(DatasetError) -> SamplePersonalData {
    let file = try SourceFile(path: path)
    let root: Node?
    do {
      root = try Yams.compose(yaml: file.text(0..<file.bytes.count))
    } catch {
      throw RasaFormat.malformed(error, in: file)
    }
    var values = [String: [String]]()
    guard let kinds = root?.mapping else {
      throw file.malformed(1, found: "no mapping", expected: "lists by kind, as 'iin:'")
    }
    for (kind, list) in kinds {
      guard let name = kind.scalar?.string, let items = list.sequence else {
        throw file.malformed(
          kind.mark?.line ?? 1, found: "no list at '\(kind.scalar?.string ?? "")'",
          expected: "a list of values")
      }
      for item in items {
        guard let value = item.scalar?.string else {
          throw file.malformed(
            item.mark?.line ?? 1, found: "no string in '\(name)'", expected: "a value")
        }
        values[name, default: []].append(value)
      }
    }
    return SamplePersonalData(values: values)
  }

  /// Whether a value is one of these, however its letters and digits are grouped; a phone number also
  /// with `+7` or `8` before it.
  public func allows(_ value: String) -> Bool {
    let compact = Self.compact(value)
    if allowed.contains(compact) { return true }
    let isPhone =
      compact.count == 11 && compact.allSatisfy(\.isNumber)
      && (compact.hasPrefix("7") || compact.hasPrefix("8"))
    return isPhone && allowed.contains(String(compact.dropFirst()))
  }

  private static func compact(_ value: String) -> String {
    value.lowercased().filter { $0.isLetter || $0.isNumber }
  }
}
