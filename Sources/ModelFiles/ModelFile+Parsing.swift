public import Foundation

extension ModelFile {
  /// Reads a file's bytes; the tensors are slices of `data`.
  ///
  /// - Throws: the first damage found, from the length of the header to the last tensor's end.
  public static func parse(_ data: Data) throws(ModelFileError) -> ModelFile {
    guard data.count >= 8 else {
      throw .truncated(bytes: data.count)
    }
    let declared = data.prefix(8).reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
    guard declared <= UInt64(headerLimit) else {
      throw .headerTooLong(declared: declared, limit: headerLimit)
    }
    let headerCount = Int(declared)
    guard headerCount <= data.count - 8 else {
      throw .headerTruncated(declared: headerCount, found: data.count - 8)
    }
    let header = [UInt8](data.dropFirst(8).prefix(headerCount))
    let root = try HeaderJSON.parse(header)
    guard case .object(let members) = root else {
      throw .headerNotObject(found: root.kind)
    }
    var file = ModelFile()
    var entries = [TensorEntry]()
    var names = Set<String>()
    for (name, value) in members {
      guard names.insert(name).inserted else {
        throw .duplicateTensor(tensor: name)
      }
      if name == metadataKey {
        file.metadata = try metadata(from: value)
      } else {
        entries.append(try TensorEntry(name: name, json: value))
      }
    }
    let body = data.dropFirst(8 + headerCount)
    try TensorEntry.checkTiling(of: entries, bodyBytes: body.count)
    file.tensors = entries.map { entry in
      Tensor(
        name: entry.name, type: entry.type, shape: entry.shape,
        data: body[(body.startIndex + entry.begin)..<(body.startIndex + entry.end)])
    }
    return file
  }

  private static func metadata(from json: HeaderJSON) throws(ModelFileError) -> [String: String] {
    guard case .object(let members) = json else {
      throw .metadataNotObject(found: json.kind)
    }
    var metadata = [String: String]()
    for (key, value) in members {
      guard case .string(let string) = value else {
        throw .metadataNotString(key: key, found: value.kind)
      }
      guard metadata.updateValue(string, forKey: key) == nil else {
        throw .duplicateMetadata(key: key)
      }
    }
    return metadata
  }
}
