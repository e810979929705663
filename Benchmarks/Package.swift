// swift-tools-version: 6.1
import PackageDescription

let package = Package(
  name: "kith-benchmarks",
  dependencies: [.package(name: "kith", path: "..")],
  targets: [
    .executableTarget(
      name: "text-ranking",
      dependencies: [
        .product(name: "GroupMatching", package: "kith"), .product(name: "TextUnderstanding", package: "kith"),
      ],
      path: "TextRanking"),
    .executableTarget(
      name: "matching-speed",
      dependencies: [
        .product(name: "GroupMatching", package: "kith"), .product(name: "TextUnderstanding", package: "kith"),
      ],
      path: "MatchingSpeed"),
  ],
  swiftLanguageModes: [.v6]
)
