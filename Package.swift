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
    .executable(name: "kith", targets: ["kith"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-collections", from: "1.6.0"),
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
  ],
  targets: [
    // A target imports only what stands above it.
    .target(name: "TextUnderstanding"),
    .target(
      name: "GroupMatching",
      dependencies: [
        "TextUnderstanding",
        .product(name: "HeapModule", package: "swift-collections"),
        .product(name: "OrderedCollections", package: "swift-collections"),
      ]),
    .target(name: "DirectoryFormats", dependencies: ["GroupMatching"]),
    .target(
      name: "DirectoryStore", dependencies: ["GroupMatching", .product(name: "GRDB", package: "GRDB.swift")]),
    .systemLibrary(name: "CLAPACK", providers: [.apt(["liblapack-dev", "libopenblas-dev"])]),
    .target(name: "WeightTuning", dependencies: ["GroupMatching", "CLAPACK"]),
    .executableTarget(
      name: "kith",
      dependencies: [
        "TextUnderstanding", "GroupMatching", "DirectoryFormats", "DirectoryStore", "WeightTuning",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ]),
    .testTarget(
      name: "TextUnderstandingTests", dependencies: ["TextUnderstanding"], exclude: ["Goldens", "Crisis"]),
    .testTarget(name: "GroupMatchingTests", dependencies: ["GroupMatching"], exclude: ["Goldens"]),
    .testTarget(name: "DirectoryFormatsTests", dependencies: ["DirectoryFormats"]),
    .testTarget(name: "DirectoryStoreTests", dependencies: ["DirectoryStore"]),
    .testTarget(name: "WeightTuningTests", dependencies: ["WeightTuning"], exclude: ["Goldens"]),
    .testTarget(name: "kithTests", dependencies: ["kith"]),
  ],
  swiftLanguageModes: [.v6]
)
