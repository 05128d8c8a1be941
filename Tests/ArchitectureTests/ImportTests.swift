import Foundation
import Testing

/// What each module may import of ours: the module map, as a table that a test reads.
private let allowed: [String: Set<String>] = [
  "Text": [], "PersonalData": [], "Features": ["Text"], "Kernels": ["COpenBLAS"],
  "NeuralNetwork": ["Kernels"], "IntentTypes": [], "ModelFiles": [],
  "IntentClassification": [
    "Text", "Features", "Kernels", "NeuralNetwork", "IntentTypes", "ModelFiles",
  ],
  "Datasets": ["IntentTypes"],
  "Evaluation": ["IntentTypes", "Datasets"],
  "Training": [
    "Datasets", "Evaluation", "IntentClassification", "Text", "Features", "Kernels",
    "NeuralNetwork", "IntentTypes",
  ],
  "Storage": ["PersonalData", "CPostgreSQL"],
  "Reports": [],
  "Baselines": ["Datasets", "Features", "IntentTypes", "Text"],
  "IntentBenchmarks": [
    "Baselines", "Datasets", "Dialogue", "Evaluation", "Features", "IntentClassification",
    "IntentTypes", "Kernels", "Knowledge", "ModelFiles", "Reports", "Text", "Training",
  ],
  "Knowledge": ["IntentTypes", "Text"],
  "Dialogue": ["IntentTypes", "Knowledge", "Text"],
  "Economics": ["IntentTypes"],
  "Channels": ["Dialogue", "IntentTypes", "Text"],
  "HelpLineServer": [
    "CMalloc", "Channels", "Dialogue", "Economics", "IntentClassification", "IntentTypes",
    "Knowledge", "ModelFiles", "PersonalData", "Storage", "Text",
  ],
]

/// Libraries of others that only these modules may import.
private let confined: [String: Set<String>] = [
  "ArgumentParser": ["train-intents", "benchmark-intents", "helpline-bot"],
  "CMalloc": ["HelpLineServer"],
  "COpenBLAS": ["Kernels"],
  "CPostgreSQL": ["Storage"],
  "GRDB": ["Storage"],
  "Hummingbird": ["HelpLineServer", "helpline-bot"],
  "Mustache": ["Knowledge"],
]

private let sources = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
  .deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent("Sources")

/// The modules that a source file imports.
private func imports(in file: URL) throws -> Set<String> {
  let text = try String(contentsOf: file, encoding: .utf8)
  var found: Set<String> = []
  for line in text.split(separator: "\n") {
    let words = line.split(separator: " ")
    guard let place = words.firstIndex(of: "import"), place < words.count - 1,
      words[..<place].allSatisfy({ $0.hasPrefix("@") || $0 == "public" || $0 == "internal" })
    else { continue }
    found.insert(String(words[words.count - 1].split(separator: ".")[0]))
  }
  return found
}

private func swiftFiles(_ folder: URL) -> [URL] {
  let files = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)
  return (files?.allObjects as? [URL] ?? []).filter { $0.pathExtension == "swift" }
}

@Suite struct Architecture {
  @Test(arguments: allowed.keys.sorted())
  func `imports only what the module map allows`(module: String) throws {
    let ours = Set(
      try FileManager.default.contentsOfDirectory(atPath: sources.path))
    let files = swiftFiles(sources.appendingPathComponent(module))
    #expect(!files.isEmpty)
    for file in files {
      let forbidden = try imports(in: file).intersection(ours)
        .subtracting(allowed[module] ?? [])
      #expect(forbidden.isEmpty, "\(file.lastPathComponent) imports \(forbidden.sorted())")
    }
  }

  @Test func `unsafe code stays in the modules that may hold it`() throws {
    let mayHold = ["Kernels", "Storage"]
    for module in try FileManager.default.contentsOfDirectory(atPath: sources.path)
    where !mayHold.contains(module) && allowed[module] != nil {
      for file in swiftFiles(sources.appendingPathComponent(module)) {
        let text = try String(contentsOf: file, encoding: .utf8)
        #expect(!text.contains("Unsafe"), "\(module)/\(file.lastPathComponent)")
      }
    }
  }

  @Test(arguments: confined.keys.sorted())
  func `libraries stay where they belong`(library: String) throws {
    for module in try FileManager.default.contentsOfDirectory(atPath: sources.path)
    where confined[library]?.contains(module) == false {
      for file in swiftFiles(sources.appendingPathComponent(module)) {
        #expect(try !imports(in: file).contains(library), "\(module)/\(file.lastPathComponent)")
      }
    }
  }
}
