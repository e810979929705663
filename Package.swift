// swift-tools-version: 6.1
import PackageDescription

let package = Package(
  name: "kith",
  products: [
    .library(name: "TextUnderstanding", targets: ["TextUnderstanding"]),
    .library(name: "GroupMatching", targets: ["GroupMatching"]),
    .library(name: "DirectoryFormats", targets: ["DirectoryFormats"]),
    .library(name: "DirectoryStore", targets: ["DirectoryStore"]),
    .library(name: "WeightTuning", targets: ["WeightTuning"]),
    .library(name: "MatchServer", targets: ["MatchServer"]),
    .executable(name: "kith", targets: ["kith"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-collections", from: "1.6.0"),
    .package(url: "https://github.com/apple/swift-configuration", from: "1.4.0"),
    .package(url: "https://github.com/apple/swift-http-types", from: "1.8.0"),
    .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
    .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
    .package(url: "https://github.com/apple/swift-nio-extras", from: "1.35.2"),
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1"),
    .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
  ],
  targets: [
    // A target imports only what stands above it.
    .target(name: "TextUnderstanding"),
    .target(name: "MatchingKernels"),
    .target(
      name: "GroupMatching",
      dependencies: [
        "TextUnderstanding", "MatchingKernels",
        .product(name: "HeapModule", package: "swift-collections"),
        .product(name: "OrderedCollections", package: "swift-collections"),
      ]),
    .target(name: "DirectoryFormats", dependencies: ["GroupMatching"]),
    .target(
      name: "DirectoryStore", dependencies: ["GroupMatching", .product(name: "GRDB", package: "GRDB.swift")]),
    .systemLibrary(name: "CLAPACK", providers: [.apt(["liblapack-dev", "libopenblas-dev"])]),
    .target(name: "WeightTuning", dependencies: ["GroupMatching", "CLAPACK"]),
    .target(
      name: "MatchServer",
      dependencies: [
        "GroupMatching", "DirectoryStore",
        .product(name: "Configuration", package: "swift-configuration"),
        .product(name: "HTTPTypes", package: "swift-http-types"),
        .product(name: "Hummingbird", package: "hummingbird"),
        .product(name: "HummingbirdCore", package: "hummingbird"),
        .product(name: "Logging", package: "swift-log"),
        .product(name: "NIOCore", package: "swift-nio"),
        .product(name: "NIOHTTP1", package: "swift-nio"),
        .product(name: "NIOHTTPTypes", package: "swift-nio-extras"),
        .product(name: "NIOHTTPTypesHTTP1", package: "swift-nio-extras"),
        .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
        .product(name: "UnixSignals", package: "swift-service-lifecycle"),
      ]),
    .executableTarget(
      name: "kith",
      dependencies: [
        "TextUnderstanding", "GroupMatching", "DirectoryFormats", "DirectoryStore", "WeightTuning", "MatchServer",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
        .product(name: "Logging", package: "swift-log"),
      ]),
    .testTarget(
      name: "TextUnderstandingTests", dependencies: ["TextUnderstanding"], exclude: ["Goldens", "Crisis"]),
    .testTarget(name: "GroupMatchingTests", dependencies: ["GroupMatching"], exclude: ["Goldens"]),
    .testTarget(name: "DirectoryFormatsTests", dependencies: ["DirectoryFormats"]),
    .testTarget(name: "DirectoryStoreTests", dependencies: ["DirectoryStore"], exclude: ["Stores"]),
    .testTarget(name: "WeightTuningTests", dependencies: ["WeightTuning"], exclude: ["Goldens"]),
    .testTarget(
      name: "MatchServerTests",
      dependencies: ["MatchServer", "DirectoryStore", .product(name: "HummingbirdTesting", package: "hummingbird")]),
    .testTarget(name: "kithTests", dependencies: ["kith", "MatchServer"]),
  ],
  swiftLanguageModes: [.v6]
)
