// swift-tools-version: 6.1
import PackageDescription

let package = Package(
  name: "kith",
  products: [
    .library(name: "GroupMatching", targets: ["GroupMatching"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-collections", from: "1.6.0"),
    .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
  ],
  targets: [
    .target(
      name: "GroupMatching",
      dependencies: [
        .product(name: "HeapModule", package: "swift-collections"),
        .product(name: "OrderedCollections", package: "swift-collections"),
      ]),
    .testTarget(name: "GroupMatchingTests", dependencies: ["GroupMatching"]),
  ],
  swiftLanguageModes: [.v6]
)
