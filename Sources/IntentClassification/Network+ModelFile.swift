import Features
import Foundation
import Kernels
import ModelFiles
import NeuralNetwork

extension Network {
  /// The towers of a model file.
  init(_ file: ModelFile, _ vocabulary: Vocabulary, intentCount: Int) throws {
    let bags = try file.count(IntentClassifier.Key.bagTowers)
    let convolutions = try file.count(IntentClassifier.Key.convolutionTowers)
    var bagTowers: [StoredBagTower] = []
    for number in 0..<bags {
      bagTowers.append(try StoredBagTower(file, prefix: "bag.\(number)", rows: vocabulary.count))
    }
    var convolutionTowers: [StoredConvolutionTower] = []
    for number in 0..<convolutions {
      convolutionTowers.append(
        try StoredConvolutionTower(
          file, prefix: "convolution.\(number)", rows: vocabulary.tokenRowCount))
    }
    let outputs = bagTowers.map(\.outputBias.count) + convolutionTowers.map(\.outputBias.count)
    guard let outputCount = outputs.first else { throw IntentModelError.noTowers }
    guard outputs.allSatisfy({ $0 == outputCount }),
      outputCount == intentCount || outputCount == intentCount + 1
    else { throw IntentModelError.badIntents(count: intentCount) }
    self.init(
      bagTowers: bagTowers, convolutionTowers: convolutionTowers, outputCount: outputCount)
  }
}

extension StoredBagTower {
  func tensors(prefix: String) -> [Tensor] {
    table.tensors("\(prefix).table") + linear.tensors("\(prefix).linear")
      + output.tensors("\(prefix).output") + [
        Tensor(name: "\(prefix).hidden_bias", shape: [hiddenBias.count], floats: hiddenBias),
        Tensor(name: "\(prefix).output_bias", shape: [outputBias.count], floats: outputBias),
      ]
  }

  init(_ file: ModelFile, prefix: String, rows: Int) throws {
    let hiddenBias = try file.floats("\(prefix).hidden_bias", [nil])
    let outputBias = try file.floats("\(prefix).output_bias", [nil])
    let (hidden, outputs) = (hiddenBias.count, outputBias.count)
    let hasLinearPath =
      try file.tensor(
        named: "\(prefix).linear_scale", type: .float32, shape: [nil]
      ).count > 0
    self.init(
      table: try QuantizedTable(file, "\(prefix).table", rows: rows, columns: hidden),
      hiddenBias: hiddenBias,
      output: try QuantizedTable(file, "\(prefix).output", rows: hidden, columns: outputs),
      linear: try QuantizedTable(
        file, "\(prefix).linear", rows: hasLinearPath ? rows : 0, columns: outputs),
      outputBias: outputBias)
  }
}

extension StoredConvolutionTower {
  func tensors(prefix: String) -> [Tensor] {
    table.tensors("\(prefix).table") + output.tensors("\(prefix).output") + [
      filters.tensor("\(prefix).filters"),
      Tensor(name: "\(prefix).filter_bias", shape: [filterBias.count], floats: filterBias),
      Tensor(name: "\(prefix).output_bias", shape: [outputBias.count], floats: outputBias),
    ]
  }

  init(_ file: ModelFile, prefix: String, rows: Int) throws {
    let filterBias = try file.floats("\(prefix).filter_bias", [nil])
    let outputBias = try file.floats("\(prefix).output_bias", [nil])
    let (count, outputs) = (filterBias.count, outputBias.count)
    let dimension = try file.tensor(
      named: "\(prefix).table", type: .int8, shape: [rows, nil]
    ).shape[1]
    let width = ConvolutionTower.width * dimension
    self.init(
      table: try QuantizedTable(file, "\(prefix).table", rows: rows, columns: dimension),
      filters: Matrix(
        rows: count, columns: width,
        elements: try file.floats("\(prefix).filters", [count, width])),
      filterBias: filterBias,
      output: try QuantizedTable(file, "\(prefix).output", rows: count, columns: outputs),
      outputBias: outputBias)
  }
}

extension QuantizedTable {
  func tensors(_ name: String) -> [Tensor] {
    [
      Tensor(name: name, shape: [rows, columns], int8s: bytes),
      Tensor(name: "\(name)_scale", shape: [rows], floats: scales),
    ]
  }

  init(_ file: ModelFile, _ name: String, rows: Int, columns: Int) throws {
    self.init(
      rows: rows, columns: columns,
      bytes: try file.tensor(named: name, type: .int8, shape: [rows, columns]).int8Bytes(),
      scales: try file.floats("\(name)_scale", [rows]))
  }
}

extension Matrix {
  func tensor(_ name: String) -> Tensor {
    Tensor(name: name, shape: [rows, columns], floats: elements)
  }
}

extension ModelFile {
  /// The weights of a float32 tensor of this shape, finite and within `largestWeight`.
  func floats(_ name: String, _ shape: [Int?]) throws -> [Float] {
    let weights = try tensor(named: name, type: .float32, shape: shape).floats()
    if let place = weights.firstIndex(where: { abs($0) > largestWeight }) {
      throw IntentModelError.hugeWeight(
        tensor: name, index: place, found: weights[place], limit: largestWeight)
    }
    return weights
  }
}

/// Trained weights stay below 100. With weights up to this one the sums of every layer stay finite.
private let largestWeight: Float = 1e6
