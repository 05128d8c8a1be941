// swift-tools-version: 6.2
// The architecture, readable top to bottom: each target, one line, and what it may import.
import PackageDescription

#if arch(x86_64)
  // AVX2 and FMA (every x86-64 server since 2013). Without -fno-math-errno a square root keeps its
  // loop scalar.
  let kernelFlags = ["-Xcc", "-march=x86-64-v3", "-Xcc", "-fno-math-errno"]
#else
  let kernelFlags = ["-Xcc", "-fno-math-errno"]
#endif

let strict: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .strictMemorySafety(),
  .treatAllWarnings(as: .error),
]

/// For the modules with hot loops: optimised in debug builds too (they are 40 times slower
/// otherwise), so that the tests can train real models.
let fast: [SwiftSetting] =
  strict + [
    .unsafeFlags(kernelFlags + ["-O"], .when(configuration: .debug)),
    .unsafeFlags(kernelFlags + ["-cross-module-optimization"], .when(configuration: .release)),
  ]

let argumentParser = Target.Dependency.product(
  name: "ArgumentParser", package: "swift-argument-parser")
let crypto = Target.Dependency.product(name: "Crypto", package: "swift-crypto")
let grdb = Target.Dependency.product(name: "GRDB", package: "GRDB.swift")
let grdbSQLite = Target.Dependency.product(name: "GRDBSQLite", package: "GRDB.swift")
let yams = Target.Dependency.product(name: "Yams", package: "Yams")
let mustache = Target.Dependency.product(name: "Mustache", package: "swift-mustache")
let configuration = Target.Dependency.product(
  name: "Configuration", package: "swift-configuration")
let coreMetrics = Target.Dependency.product(name: "CoreMetrics", package: "swift-metrics")
let httpTypes = Target.Dependency.product(name: "HTTPTypes", package: "swift-http-types")
let hummingbird = Target.Dependency.product(name: "Hummingbird", package: "hummingbird")
let logging = Target.Dependency.product(name: "Logging", package: "swift-log")
let metrics = Target.Dependency.product(name: "Metrics", package: "swift-metrics")
let nioCore = Target.Dependency.product(name: "NIOCore", package: "swift-nio")
let nioFoundation = Target.Dependency.product(name: "NIOFoundationCompat", package: "swift-nio")
let serviceLifecycle = Target.Dependency.product(
  name: "ServiceLifecycle", package: "swift-service-lifecycle")
let systemPackage = Target.Dependency.product(name: "SystemPackage", package: "swift-system")
let unixSignals = Target.Dependency.product(
  name: "UnixSignals", package: "swift-service-lifecycle")

let package = Package(
  name: "senim",
  platforms: [.macOS(.v15)],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
    .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.1"),
    .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1"),
    .package(
      url: "https://github.com/apple/swift-configuration", from: "1.4.0",
      traits: [.defaults, "YAML"]),
    .package(url: "https://github.com/apple/swift-http-types", from: "1.8.0"),
    .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
    .package(url: "https://github.com/apple/swift-metrics", from: "2.13.0"),
    .package(url: "https://github.com/apple/swift-nio", from: "2.101.0"),
    .package(url: "https://github.com/apple/swift-system", from: "1.8.1"),
    .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
  ],
  targets: [
    // System libraries
    .systemLibrary(
      name: "COpenBLAS", pkgConfig: "openblas", providers: [.apt(["libopenblas-dev"])]),
    .systemLibrary(name: "CMalloc"),
    .systemLibrary(name: "CPostgreSQL", pkgConfig: "libpq", providers: [.apt(["libpq-dev"])]),

    // The language side: no numerics
    .target(name: "Text", swiftSettings: fast),
    .target(name: "PersonalData", swiftSettings: fast),
    .target(name: "Features", dependencies: ["Text"], swiftSettings: fast),

    // The numeric side: no language
    .target(name: "Kernels", dependencies: ["COpenBLAS"], swiftSettings: fast),
    .target(name: "NeuralNetwork", dependencies: ["Kernels"], swiftSettings: fast),

    // Values and files
    .target(name: "IntentTypes", swiftSettings: fast),
    .target(name: "ModelFiles", swiftSettings: fast),

    // The classifier, and what makes and measures it
    .target(
      name: "IntentClassification",
      dependencies: [
        "Text", "Features", "Kernels", "NeuralNetwork", "IntentTypes", "ModelFiles",
      ],
      swiftSettings: fast),
    .target(name: "Datasets", dependencies: ["IntentTypes", crypto, yams], swiftSettings: fast),
    .target(
      name: "Training",
      dependencies: [
        "Datasets", "Evaluation", "IntentClassification", "Text", "Features", "Kernels",
        "NeuralNetwork", "IntentTypes",
      ],
      swiftSettings: fast),
    .target(name: "Evaluation", dependencies: ["IntentTypes", "Datasets"], swiftSettings: fast),
    .target(name: "Reports", swiftSettings: fast),
    .target(
      name: "Baselines", dependencies: ["Datasets", "Features", "IntentTypes", "Text"],
      swiftSettings: fast),
    .target(
      name: "IntentBenchmarks",
      dependencies: [
        "Baselines", "Evaluation", "Reports", "Training", "IntentClassification", "Datasets",
        "Dialogue", "Features", "IntentTypes", "Kernels", "Knowledge", "ModelFiles", "Text", crypto,
      ],
      swiftSettings: fast),

    // The help line: what it knows, how it talks, what it is worth
    .target(
      name: "Knowledge", dependencies: ["IntentTypes", "Text", yams, mustache],
      swiftSettings: fast),
    .target(
      name: "Dialogue", dependencies: ["IntentTypes", "Knowledge", "Text"], swiftSettings: fast),
    .target(name: "Economics", dependencies: ["IntentTypes"], swiftSettings: fast),

    // The help line's server: what it keeps, how it is reached
    .target(
      name: "Storage", dependencies: ["PersonalData", "CPostgreSQL", grdb, grdbSQLite, crypto],
      swiftSettings: strict),
    .target(
      name: "Channels", dependencies: ["Dialogue", "IntentTypes", "Text"], swiftSettings: strict),
    .target(
      name: "HelpLineServer",
      dependencies: [
        "CMalloc", "Channels", "Dialogue", "Economics", "IntentClassification", "IntentTypes",
        "Knowledge", "ModelFiles", "PersonalData", "Storage", "Text", configuration, coreMetrics,
        crypto,
        httpTypes, hummingbird, logging, metrics, nioCore, nioFoundation, serviceLifecycle,
        systemPackage, unixSignals, yams,
      ],
      resources: [.embedInCode("Resources")], swiftSettings: strict),

    // The commands: parse, call, print
    .executableTarget(
      name: "helpline-bot",
      dependencies: ["HelpLineServer", argumentParser], swiftSettings: strict),
    .executableTarget(
      name: "train-intents",
      dependencies: [
        "Training", "Evaluation", "IntentClassification", "Features", "Kernels", "Datasets",
        "IntentTypes", "Knowledge", "ModelFiles", "Text", "PersonalData", argumentParser, crypto,
      ],
      swiftSettings: fast),
    .executableTarget(
      name: "benchmark-intents",
      dependencies: ["IntentBenchmarks", "Reports", "Training", argumentParser],
      swiftSettings: fast),

    // Tests mirror sources
    .testTarget(name: "ArchitectureTests", swiftSettings: strict),
    .testTarget(name: "FeaturesTests", dependencies: ["Features", "Text"], swiftSettings: strict),
    .testTarget(name: "KernelsTests", dependencies: ["Kernels"], swiftSettings: fast),
    .testTarget(
      name: "NeuralNetworkTests", dependencies: ["NeuralNetwork", "Kernels"], swiftSettings: fast),
    .testTarget(
      name: "IntentClassificationTests",
      dependencies: [
        "IntentClassification", "Training", "Features", "Datasets", "IntentTypes", "ModelFiles",
      ],
      swiftSettings: strict),
    .testTarget(
      name: "TrainingTests",
      dependencies: [
        "Training", "IntentClassification", "Features", "Datasets", "IntentTypes", "ModelFiles",
        "Kernels", "NeuralNetwork", "Text",
      ],
      swiftSettings: strict),
    .testTarget(name: "TextTests", dependencies: ["Text"], swiftSettings: strict),
    .testTarget(
      name: "PersonalDataTests", dependencies: ["PersonalData", "Text"], swiftSettings: strict),
    .testTarget(name: "ModelFilesTests", dependencies: ["ModelFiles"], swiftSettings: strict),
    .testTarget(
      name: "DatasetsTests", dependencies: ["Datasets", "IntentTypes"], swiftSettings: strict),
    .testTarget(
      name: "EvaluationTests", dependencies: ["Evaluation", "Datasets", "IntentTypes"],
      exclude: ["scikit_metrics.py"], swiftSettings: strict),
    .testTarget(name: "ReportsTests", dependencies: ["Reports"], swiftSettings: strict),
    .testTarget(
      name: "BaselinesTests", dependencies: ["Baselines", "IntentTypes"], swiftSettings: strict),
    .testTarget(
      name: "IntentBenchmarksTests",
      dependencies: [
        "IntentBenchmarks", "Evaluation", "Reports", "Training", "Datasets", "IntentTypes",
      ],
      exclude: ["download_test.py"], swiftSettings: strict),
    .testTarget(
      name: "KnowledgeTests", dependencies: ["Knowledge", "IntentTypes", "Text"],
      swiftSettings: strict),
    .testTarget(
      name: "DialogueTests", dependencies: ["Dialogue", "IntentTypes", "Knowledge", "Text"],
      exclude: ["Transcripts"], swiftSettings: strict),
    .testTarget(
      name: "EconomicsTests", dependencies: ["Economics", "IntentTypes"], swiftSettings: strict),
    .testTarget(
      name: "StorageTests", dependencies: ["Storage", "storage-load"], swiftSettings: strict),
    // Writes turns until it is killed (crash tests) or for a while (turns per second).
    .executableTarget(
      name: "storage-load", dependencies: ["Storage"], path: "Tests/storage-load",
      swiftSettings: strict),
    .testTarget(
      name: "HelpLineServerTests",
      dependencies: [
        "HelpLineServer", "Channels", "Dialogue", "Economics", "Storage", "Text", configuration,
        coreMetrics, httpTypes, hummingbird, logging, nioCore, yams,
      ],
      swiftSettings: strict),
  ],
  swiftLanguageModes: [.v6]
)
