import Configuration
import Foundation
import GroupMatching

extension ServiceSettings {
  /// Reads settings from the environment and a file in JSON, then from flags; the later a source, the more it counts:
  /// defaults, file, environment, flags.
  ///
  /// - Parameters:
  ///   - flags: The values of flags that were given, by setting name.
  ///   - file: The path of the configuration file; `nil` for none.
  /// - Throws: ``SettingsError`` for the first value that a setting cannot take and for a field that is no setting.
  public init(flags: [String: String], environment: [String: String], file: String?) throws(SettingsError) {
    self.init()
    let file = try file.map(SettingFile.init)
    let variables = EnvironmentVariablesProvider(environmentVariables: environment)
    for setting in Setting.all {
      if let (text, source) = try file?.value(of: setting) { try setting.apply(text, from: source, to: &self) }
      let key = AbsoluteConfigKey(["kith", setting.name])
      // Text is what every variable is: asking for it cannot fail.
      if let text = try? variables.value(forKey: key, type: .string).value?.content.text, !text.isEmpty {
        try setting.apply(text, from: setting.variable, to: &self)
      }
      if let text = flags[setting.name] { try setting.apply(text, from: "--" + setting.name, to: &self) }
    }
    if token == nil, let tokenFile { try readToken(tokenFile) }
  }

  private mutating func readToken(_ path: String) throws(SettingsError) {
    let text = try SettingFile.contents(path)
    let line = text.split(whereSeparator: \.isNewline).first.map(String.init) ?? ""
    guard BearerToken(line) != nil else {
      throw .invalid(source: path, value: nil, expected: Setting.named("token")?.expected ?? "")
    }
    token = line
  }
}

/// The configuration file: one JSON object with a field a setting.
private struct SettingFile {
  let path: String
  let snapshot: JSONSnapshot

  init(_ path: String) throws(SettingsError) {
    self.path = path
    let data = Data(try Self.contents(path).utf8)
    guard let value = try? JSONValue(parsing: data), case .object(let fields) = value else {
      throw .unreadable(path: path, reason: "expected one JSON object with a field a setting")
    }
    // A misspelt limit that is passed over would be a limit that does not hold.
    if let unknown = fields.keys.first(where: { Setting.named($0) == nil }) {
      throw .unknownField(path: path, name: unknown, expected: Setting.all.map(\.name))
    }
    do {
      snapshot = try JSONSnapshot(data: data.bytes, providerName: path, parsingOptions: .default)
    } catch {
      throw .unreadable(path: path, reason: "\(error)")
    }
  }

  static func contents(_ path: String) throws(SettingsError) -> String {
    guard let data = FileManager.default.contents(atPath: path) else {
      throw .unreadable(path: path, reason: "no such file, or no permission to read it")
    }
    guard let text = String(data: data, encoding: .utf8) else {
      throw .unreadable(path: path, reason: "expected text in UTF-8")
    }
    return text
  }

  /// The value of a setting as text, and where it stands.
  func value(of setting: Setting) throws(SettingsError) -> (text: String, source: String)? {
    let source = "\(path): \(setting.name)"
    do {
      let found = try snapshot.value(forKey: AbsoluteConfigKey([setting.name]), type: setting.kind.configType)
      return found.value.map { ($0.content.text, source) }
    } catch {
      throw .invalid(source: source, value: nil, expected: "\(setting.kind), \(setting.expected)")
    }
  }
}

extension Setting.Kind: CustomStringConvertible {
  /// How the configuration library calls it.
  fileprivate var configType: ConfigType {
    switch self {
    case .text: .string
    case .number: .double
    case .list: .stringArray
    }
  }

  var description: String {
    switch self {
    case .text: "a text"
    case .number: "a number"
    case .list: "a list of texts"
    }
  }
}

extension ConfigContent {
  /// The content as a flag would give it.
  fileprivate var text: String {
    switch self {
    case .string(let text): text
    case .double(let number): number == number.rounded() && abs(number) < 0x1p53 ? "\(Int(number))" : "\(number)"
    case .stringArray(let texts): texts.joined(separator: ",")
    default: "\(self)"
    }
  }
}
