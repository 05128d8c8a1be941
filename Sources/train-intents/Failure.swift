import ArgumentParser
import Datasets
import Foundation
import IntentTypes
import ModelFiles

/// An error as people see it: one sentence on standard error, exit code 1.
struct Failure: Error, CustomStringConvertible {
  let description: String

  init(_ error: any Error) {
    description = String(describing: error)
  }
}

/// Reads a dataset and shows its warnings, at most ten.
func read(_ path: String, _ format: DatasetFormat?) throws -> Dataset {
  let dataset: Dataset
  do {
    dataset = try Dataset.read(at: path, format: format)
  } catch {
    throw Failure(error)
  }
  for warning in dataset.warnings.prefix(10) { printError("warning: \(warning)") }
  if dataset.warnings.count > 10 {
    printError("warning: and \(dataset.warnings.count - 10) more; `train-intents lint` lists all")
  }
  return dataset
}

/// Writes a text file whole or not at all.
func writeWhole(_ text: String, to path: String) throws {
  try writeFileWhole(Data(text.utf8), to: path)
}

/// A line on standard error.
func printError(_ line: String) {
  FileHandle.standardError.write(Data((line + "\n").utf8))
}
