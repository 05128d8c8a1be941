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
let yams = Target.Dependency.product(name: "Yams", package: "Yams")

let package = Package(
  name: "senim",
  platforms: [.macOS(.v15)],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
  ],
  targets: [
    // System libraries
    .systemLibrary(
      name: "COpenBLAS", pkgConfig: "openblas", providers: [.apt(["libopenblas-dev"])]),
    .systemLibrary(name: "CPostgreSQL", pkgConfig: "libpq", providers: [.apt(["libpq-dev"])]),

    // The language side: no numerics
    .target(name: "Text", swiftSettings: fast),
    .target(name: "Features", dependencies: ["Text"], swiftSettings: fast),

    // The numeric side: no language
    .target(name: "Kernels", dependencies: ["COpenBLAS"], swiftSettings: fast),
    .target(name: "NeuralNetwork", dependencies: ["Kernels"], swiftSettings: fast),

    // Values and files
    .target(name: "IntentTypes", swiftSettings: fast),

    // The classifier, and what makes and measures it

    // The help line
    .target(name: "Storage", dependencies: ["CPostgreSQL", grdb, crypto], swiftSettings: strict),

    // The commands: parse, call, print

    // Tests mirror sources
    .testTarget(name: "StorageTests", dependencies: ["Storage"], swiftSettings: strict),
  ],
  swiftLanguageModes: [.v6]
)
