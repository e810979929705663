import Foundation
import Testing

@testable import MatchServer

@Suite("Settings")
struct SettingsTests {
  private func file(_ text: String) throws -> String {
    let url = FileManager.default.temporaryDirectory.appendingPathComponent("kith-\(UUID().uuidString).json")
    try Data(text.utf8).write(to: url)
    return url.path
  }

  @Test("flags count more than the environment, that more than the file, that more than what is built in")
  func precedence() throws {
    let path = try file(
      #"{"port": 1001, "host": "10.0.0.1", "watch-seconds": 0.5, "allowed-origins": ["https://a.example"]}"#)
    defer { try? FileManager.default.removeItem(atPath: path) }
    let settings = try ServiceSettings(
      flags: ["port": "1003"],
      environment: ["KITH_PORT": "1002", "KITH_HOST": "10.0.0.2", "KITH_MAXIMUM_BATCHES": "3"],
      file: path)
    #expect(settings.port == 1003)
    #expect(settings.host == "10.0.0.2")
    #expect(settings.watchSeconds == 0.5)
    #expect(settings.allowedOrigins == ["https://a.example"])
    #expect(settings.maximumBatches == 3)
    #expect(settings.maximumConnections == ServiceSettings().maximumConnections)
    #expect(try ServiceSettings(flags: [:], environment: [:], file: nil) == ServiceSettings())
  }

  @Test(
    "every setting takes what it shows as its default, from a flag and from the environment",
    arguments: Setting.all.map(\.name))
  func defaults(name: String) throws {
    let setting = try #require(Setting.named(name))
    #expect(setting.summary.hasSuffix("."))
    guard !setting.defaultText.isEmpty else { return }
    #expect(try ServiceSettings(flags: [name: setting.defaultText], environment: [:], file: nil) == ServiceSettings())
    let variables = [setting.variable: setting.defaultText]
    #expect(try ServiceSettings(flags: [:], environment: variables, file: nil) == ServiceSettings())
  }

  @Test(
    "a value that a setting cannot take is named with its source and what was expected",
    arguments: [
      ("port", "80a"), ("port", "70000"), ("port", "-1"), ("header-seconds", "0"), ("header-seconds", "soon"),
      ("requests-per-second", "nan"), ("allowed-origins", "example.org"), ("allowed-origins", "https://a.example/path"),
      ("trusted-proxies", "10.0.0.0/40"), ("log-level", "loud"), ("host", ""),
    ])
  func invalid(name: String, value: String) throws {
    let setting = try #require(Setting.named(name))
    #expect(throws: SettingsError.invalid(source: "--" + name, value: value, expected: setting.expected)) {
      try ServiceSettings(flags: [name: value], environment: [:], file: nil)
    }
    guard !value.isEmpty else { return }
    #expect(throws: SettingsError.invalid(source: setting.variable, value: value, expected: setting.expected)) {
      try ServiceSettings(flags: [:], environment: [setting.variable: value], file: nil)
    }
  }

  @Test(
    "a file with a field that is no setting, a value of another type or no object is refused",
    arguments: [
      (#"{"prot": 80}"#, "prot"), (#"{"port": "80"}"#, "a number"), (#"{"host": 80}"#, "a text"),
      (#"{"allowed-origins": "https://a.example"}"#, "a list"), ("[]", "object"), ("port: 80", "object"),
      (#"{"port": 80.5}"#, "whole number"),
    ])
  func files(text: String, hint: String) throws {
    let path = try file(text)
    defer { try? FileManager.default.removeItem(atPath: path) }
    let error = try #require(throws: SettingsError.self) {
      try ServiceSettings(flags: [:], environment: [:], file: path)
    }
    #expect(error.description.contains(path))
    #expect(error.description.contains(hint), "\(error)")
  }

  @Test("a token comes from the environment or a file, and no message repeats it")
  func token() throws {
    let secret = "a-secret-of-some-length"
    #expect(try ServiceSettings(flags: [:], environment: ["KITH_TOKEN": secret], file: nil).token == secret)
    let path = try file(secret + "\nand a remark\n")
    defer { try? FileManager.default.removeItem(atPath: path) }
    #expect(try ServiceSettings(flags: ["token-file": path], environment: [:], file: nil).token == secret)
    let error = try #require(throws: SettingsError.self) {
      try ServiceSettings(flags: [:], environment: ["KITH_TOKEN": "too short"], file: nil)
    }
    #expect(!error.description.contains("too short"))
    #expect(throws: SettingsError.self) {
      try ServiceSettings(flags: ["token-file": path + ".none"], environment: [:], file: nil)
    }
  }

  @Test("the table in deploy/ is that of the code")
  func table() throws {
    let text = try String(contentsOf: Fixture.root.appendingPathComponent("deploy/README.md"), encoding: .utf8)
    #expect(text.contains(Setting.table), "expected:\n\(Setting.table)")
  }
}
