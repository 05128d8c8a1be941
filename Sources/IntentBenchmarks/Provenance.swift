import Foundation
import Kernels

/// What a figure needs so that someone else can make it again.
public struct Provenance: Codable, Sendable, Equatable {
  /// The command line.
  public var command: String
  /// SHA-256 over the utterances; see `BenchmarkData.hash`.
  public var dataHash: String
  /// Of this package and of the outside programs.
  public var versions: [String]
  public var machine: Machine
  /// Of a rule-bot cell: SHA-256 of its rules; nil in older results.
  public var rulesHash: String?
  /// How the test part was made where the dataset had a training part only.
  public var heldOut: String?

  public init(command: String, dataHash: String, versions: [String], machine: Machine) {
    self.command = command
    self.dataHash = dataHash
    self.versions = versions
    self.machine = machine
  }

  /// Cells that the command measured at the same time.
  public var jobs: Int {
    let match = command.firstMatch(of: /--jobs[ =](\d+)/)
    return match.flatMap { Int($0.1) } ?? 1
  }

  /// The version of the benchmark; results of another one are measured anew.
  public static let benchmarkVersion = "2"

  /// What every result names, whatever the model.
  public static var ownVersions: [String] {
    ["benchmark-intents \(benchmarkVersion)", compiler, "OpenBLAS kernel \(blasKernelName())"]
  }

  private static var compiler: String {
    #if compiler(>=6.4)
      "Swift 6.4 or later"
    #elseif compiler(>=6.3)
      "Swift 6.3"
    #elseif compiler(>=6.2)
      "Swift 6.2"
    #else
      "Swift before 6.2"
    #endif
  }
}

/// The computer that measured.
public struct Machine: Codable, Sendable, Hashable {
  public var processor: String
  public var cores: Int
  public var memoryBytes: Int
  public var system: String

  public init(processor: String, cores: Int, memoryBytes: Int, system: String) {
    self.processor = processor
    self.cores = cores
    self.memoryBytes = memoryBytes
    self.system = system
  }

  /// This computer.
  public static var current: Machine {
    let information = ProcessInfo.processInfo
    let description = (try? String(contentsOfFile: "/proc/cpuinfo", encoding: .utf8)) ?? ""
    let name = description.split(separator: "\n").first { $0.hasPrefix("model name") }
    return Machine(
      processor: name?.split(separator: ":").last?.trimmingCharacters(in: .whitespaces)
        ?? "unknown processor",
      cores: information.activeProcessorCount, memoryBytes: Int(information.physicalMemory),
      system: information.operatingSystemVersionString)
  }

  /// One line for people.
  public var sentence: String {
    "\(processor), \(cores) cores, \(memoryBytes >> 30) GiB, \(system)"
  }
}
