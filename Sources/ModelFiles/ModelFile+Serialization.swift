public import Foundation

extension ModelFile {
  /// The file's bytes. Equal contents give equal bytes: metadata stand in the order of their keys,
  /// tensors by falling element size, so that each is aligned, then by name.
  ///
  /// - Throws: `duplicateTensor`, `reservedName`.
  public func serialized() throws(ModelFileError) -> Data {
    let ordered = tensors.sorted { a, b in
      (-a.type.byteSize, a.name) < (-b.type.byteSize, b.name)
    }
    var names = Set<String>()
    for tensor in ordered {
      guard tensor.name != Self.metadataKey else {
        throw .reservedName(tensor: tensor.name)
      }
      guard names.insert(tensor.name).inserted else {
        throw .duplicateTensor(tensor: tensor.name)
      }
    }
    let header = header(of: ordered)
    var file = Data(capacity: 8 + header.count + ordered.reduce(0) { $0 + $1.data.count })
    for byte in 0..<8 {
      file.append(UInt8(truncatingIfNeeded: header.count >> (8 * byte)))
    }
    file.append(contentsOf: header)
    for tensor in ordered {
      file.append(tensor.data)
    }
    return file
  }

  static let metadataKey = "__metadata__"

  private func header(of ordered: [Tensor]) -> [UInt8] {
    var entries = [String]()
    if !metadata.isEmpty {
      let pairs = metadata.sorted { $0.key < $1.key }
      let strings = pairs.map { "\(Self.quoted($0.key)):\(Self.quoted($0.value))" }
      entries.append("\"\(Self.metadataKey)\":{\(strings.joined(separator: ","))}")
    }
    var offset = 0
    for tensor in ordered {
      let end = offset + tensor.data.count
      let shape = tensor.shape.map(String.init).joined(separator: ",")
      entries.append(
        "\(Self.quoted(tensor.name)):{\"dtype\":\"\(tensor.type.rawValue)\","
          + "\"shape\":[\(shape)],\"data_offsets\":[\(offset),\(end)]}")
      offset = end
    }
    var header = Array("{\(entries.joined(separator: ","))}".utf8)
    header += Array(repeating: UInt8(ascii: " "), count: (8 - header.count % 8) % 8)
    return header
  }

  /// `text` as a JSON string: only quotes, backslashes and control characters are escaped.
  private static func quoted(_ text: String) -> String {
    var quoted = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": quoted += "\\\""
      case "\\": quoted += "\\\\"
      case "\u{0}"..<" ":
        let hex = String(scalar.value, radix: 16)
        quoted += "\\u" + String(repeating: "0", count: 4 - hex.count) + hex
      default: quoted.unicodeScalars.append(scalar)
      }
    }
    return quoted + "\""
  }
}
