import ArgumentParser
import Foundation
import IntentClassification
import ModelFiles

/// Shows what a model file holds.
struct Inspect: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Show what is in a weight file, by tensor and by setting.",
    discussion: "EXAMPLE:\n  train-intents inspect models/m.safetensors")

  @Argument(help: "The weight file.") var model: String
  @Flag(help: "Print one JSON object.") var json = false

  func run() throws {
    let file: ModelFile
    do {
      file = try ModelFile.read(at: model)
    } catch {
      throw Failure(error)
    }
    print(json ? try jsonObject(file) : table(file))
    // The file can be read; whether it is a usable model is said at the end.
    _ = try load(model)
  }

  private func table(_ file: ModelFile) -> String {
    var lines = ["TENSORS"]
    for tensor in file.tensors {
      let shape = tensor.shape.map(String.init).joined(separator: " × ")
      lines.append(
        "  " + tensor.name.padding(toLength: 44, withPad: " ", startingAt: 0)
          + tensor.type.rawValue.padding(toLength: 5, withPad: " ", startingAt: 0)
          + "[\(shape)]".padding(toLength: 18, withPad: " ", startingAt: 0)
          + "\(tensor.data.count) bytes")
    }
    lines.append("SETTINGS")
    for (key, value) in file.metadata.sorted(by: { $0.key < $1.key }) {
      let shown = value.count > 160 ? value.prefix(157) + "..." : value[...]
      lines.append("  " + key.padding(toLength: 24, withPad: " ", startingAt: 0) + shown)
    }
    return lines.joined(separator: "\n")
  }

  private func jsonObject(_ file: ModelFile) throws -> String {
    let object: [String: Any] = [
      "tensors": file.tensors.map { tensor in
        [
          "name": tensor.name, "type": tensor.type.rawValue, "shape": tensor.shape,
          "bytes": tensor.data.count,
        ] as [String: Any]
      },
      "settings": file.metadata,
    ]
    let data = try JSONSerialization.data(
      withJSONObject: object, options: [.sortedKeys, .withoutEscapingSlashes])
    return String(decoding: data, as: UTF8.self)
  }
}
