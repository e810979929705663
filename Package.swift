// swift-tools-version: 6.1
import PackageDescription

let package = Package(
  name: "kith",
  products: [
    .library(name: "TextUnderstanding", targets: ["TextUnderstanding"]),
    .library(name: "GroupMatching", targets: ["GroupMatching"]),
    .library(name: "DirectoryFormats", targets: ["DirectoryFormats"]),
    .library(name: "DirectoryStore", targets: ["DirectoryStore"]),
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
    .executableTarget(
      name: "kith",
      dependencies: [
        "TextUnderstanding", "GroupMatching", "DirectoryFormats", "DirectoryStore",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ]),
    .testTarget(
      name: "TextUnderstandingTests", dependencies: ["TextUnderstanding"], exclude: ["Goldens", "Crisis"]),
    .testTarget(name: "GroupMatchingTests", dependencies: ["GroupMatching"], exclude: ["Goldens"]),
    .testTarget(name: "DirectoryFormatsTests", dependencies: ["DirectoryFormats"]),
    .testTarget(name: "DirectoryStoreTests", dependencies: ["DirectoryStore"], exclude: ["Stores"]),
    .testTarget(name: "kithTests", dependencies: ["kith"]),
  ],
  swiftLanguageModes: [.v6]
)
