import Foundation
import GroupMatching
import MatchServer
import Testing

@Suite("kith serve, as a process", .serialized)
struct ServeCommandTests {
  private let program: Program

  init() throws {
    program = try Program()
    try program.useDemo()
  }

  @Test("an answer is what kith match and kith explain print for the same member, weights and moment, byte for byte")
  func sameAsCommand() async throws {
    defer { program.remove() }
    let service = try RunningService(program)
    try #require(try await service.waitUntilReady(), "\(service.log)")
    let members = try String(contentsOf: Program.demoMembers, encoding: .utf8).split(separator: "\n").prefix(4)
    for (member, weights) in zip(members, ["default", "newcomer", "access-first", "closest-need"]) {
      let flags = ["--member", "-", "--json", "--at", "2026-11-24T09:30", "--weights", weights]
      let printed = try program.run(["match", "--limit", "7"] + flags, input: String(member))
      try #require(printed.code == 0, "\(printed.errors)")
      let shared = #""member":\#(member),"at":"2026-11-24T09:30","weights":"\#(weights)""#
      #expect(try await service.post("/v1/matches", "{\(shared),\"limit\":7}").text == printed.output)
      let explained = try program.run(["explain", "--group", "web-panic-pt"] + flags, input: String(member))
      #expect(
        try await service.post("/v1/explanations", "{\(shared),\"group\":\"web-panic-pt\"}").text == explained.output)
    }
    // Without a need too: what a group is about does not hang on who asks.
    let bare = #"{"topics":["caregiving"],"role":"caregiver","formats":{"accepted":["online"]}}"#
    let printed = try program.run(
      "match", "--member", "-", "--json", "--at", "2026-11-24", "--limit", "50", input: bare)
    let answer = try await service.post("/v1/matches", #"{"member":\#(bare),"at":"2026-11-24","limit":50}"#)
    #expect(answer.text == printed.output)
  }

  @Test("a changed file, SIGHUP and the reload route bring the new directory")
  func reload() async throws {
    defer { program.remove() }
    let token = "a-token-for-this-test"
    let service = try RunningService(program, environment: ["KITH_TOKEN": token])
    try #require(try await service.waitUntilReady(), "\(service.log)")
    func groups() async throws -> Double? {
      try JSONValue(parsing: try await service.ask("/health/ready").body)["groups"]?.double
    }
    let before = try #require(try await groups())
    let file = try program.file("one.jsonl", #"{"id":"new-1","name":"One more"}"# + "\n")
    #expect(try program.run("import", file, "--source", "more").code == 0)
    #expect(try await service.wait { try await groups() == before + 1 }, "\(service.log)")
    #expect(service.log.contains("changed file"))
    service.signal(SIGHUP)
    #expect(try await service.wait { service.log.contains(#""cause":"signal""#) }, "\(service.log)")
    let headers = ["Authorization": "Bearer " + token]
    let reloaded = try await service.ask("/v1/snapshot/reload", method: "POST", headers: headers)
    #expect(reloaded.status == 200, "\(reloaded.text)")
    #expect(try await service.ask("/v1/snapshot/reload", method: "POST").status == 401)
    #expect(!service.log.contains(token))
  }

  @Test("a reload of a broken snapshot leaves the old one, says so in the log and counts it")
  func brokenSnapshot() async throws {
    defer { program.remove() }
    #expect(try program.run("snapshot", "build", "--output", "served.kith").code == 0)
    let service = try RunningService(program, ["--snapshot", "served.kith", "--watch-seconds", "0"])
    try #require(try await service.waitUntilReady(), "\(service.log)")
    let before = try await service.ask("/health/ready").text
    // Moved into its place, as a snapshot is built: what is mapped is never written over.
    let junk = try program.file("junk", String(repeating: "no snapshot ", count: 1000))
    let served = program.folder.appendingPathComponent("served.kith")
    #expect(rename(junk, served.path) == 0)
    service.signal(SIGHUP)
    #expect(try await service.wait { service.log.contains("cannot load the directory") }, "\(service.log)")
    #expect(service.log.contains("served.kith"))
    #expect(try await service.ask("/health/ready").text == before)
    #expect(try await service.post("/v1/matches", #"{"member":{"topics":["panic"]}}"#).status == 200)
    #expect(try await service.ask("/metrics").text.contains("\nkith_snapshot_load_failures_total 1\n"))
  }

  @Test("SIGHUP while the first directory is still loaded does not end the service")
  func earlySignal() async throws {
    defer { program.remove() }
    let service = try RunningService(program)
    service.signal(SIGHUP)
    #expect(try await service.waitUntilReady(), "\(service.log)")
    #expect(service.process.isRunning)
  }

  @Test("weights and outcomes that the service took in are those of the command, and change both alike")
  func store() async throws {
    defer { program.remove() }
    let token = "a-token-for-this-test"
    let service = try RunningService(program, environment: ["KITH_TOKEN": token])
    try #require(try await service.waitUntilReady(), "\(service.log)")
    func send(_ method: String, _ path: String, _ mediaType: String, _ body: String) async throws -> HTTPAnswer {
      let headers = ["Authorization": "Bearer " + token, "Content-Type": mediaType]
      return try await service.ask(path, method: method, body: body, headers: headers)
    }
    let weights = #"{"weights":{"topic":1,"retention":9},"note":"who stays"}"#
    let saved = try await send("PUT", "/v1/weights/ours", "application/json", weights)
    #expect(saved.status == 201, "\(saved.text)")
    let shown = try program.run("weights", "show", "ours", "--json").object()
    #expect(shown["weights"] == (try JSONValue(parsing: saved.body))["weights"])
    #expect(shown["note"]?.string == "who stays")

    let member = #"{"topics":["panic"],"formats":{"accepted":["online"]}}"#
    let question = #"{"member":\#(member),"at":"2026-11-24","weights":"ours@1"}"#
    let before = try await service.post("/v1/matches", question).text
    let outcomes = (1...12).map { number in
      #"{"member":"m-\#(number)","group":"web-panic-pt","date":"2026-10-01","attendedCount":\#(number % 4)}"#
    }
    let received = try await send(
      "POST", "/v1/outcomes", "application/x-ndjson", outcomes.joined(separator: "\n"))
    #expect(received.status == 200, "\(received.text)")
    #expect(try JSONValue(parsing: received.body)["added"]?.double == 12)
    // The answer came after the snapshot: the very next match knows.
    let after = try await service.post("/v1/matches", question).text
    #expect(after != before && after.contains("retention"))
    let printed = try program.run(
      "match", "--member", "-", "--json", "--at", "2026-11-24", "--weights", "ours@1", input: member)
    #expect(after == printed.output, "\(printed.errors)")
    #expect(try program.run("outcomes", "export").output.split(separator: "\n").count == 13)
    #expect(!service.log.contains("m-12") && !service.log.contains("who stays") && !service.log.contains(token))
  }

  @Test("without a directory the service is not ready; when there is one it is")
  func lateDirectory() async throws {
    defer { program.remove() }
    let service = try RunningService(program, ["--directory", "later.sqlite"])
    #expect(try await service.ask("/health/live").status == 200)
    #expect(try await service.ask("/health/ready").status == 503)
    #expect(try await service.wait { service.log.contains(#""reason":"no directory at later.sqlite"#) })
    #expect(
      try program.run("import", Program.demoDirectory, "--source", "demo", "--directory", "later.sqlite").code == 0)
    #expect(try await service.waitUntilReady(), "\(service.log)")
  }

  @Test("SIGTERM ends the service when what is in flight is answered, and with 0")
  func shutdown() async throws {
    defer { program.remove() }
    let service = try RunningService(program)
    try #require(try await service.waitUntilReady(), "\(service.log)")
    let lines = String(repeating: #"{"need":"panic attacks","topics":["panic"]}"# + "\n", count: 400)
    let headers = ["Content-Type": "application/x-ndjson"]
    let batchAddress = service.address + "/v1/batch"
    async let batch = HTTPAnswer(from: batchAddress, method: "POST", body: lines, headers: headers)
    #expect(try await service.wait { service.log.contains("/v1/batch") })
    service.signal(SIGTERM)
    #expect(try await batch.text.split(separator: "\n").count == 400)
    service.process.waitUntilExit()
    #expect(service.process.terminationStatus == 0, "\(service.log)")
    await #expect(throws: (any Error).self) { try await service.ask("/health/live") }
  }

  @Test("an address that is taken, a wrong setting and a broken file end the command with their codes")
  func failures() throws {
    defer { program.remove() }
    let service = try RunningService(program)
    let taken = try program.run("serve", "--port", "\(service.port)")
    #expect(taken.code == 74)
    #expect(taken.errors.contains("127.0.0.1:\(service.port)"))
    let wrong = try program.run("serve", "--port", "eighty")
    #expect(wrong.code == 64)
    #expect(wrong.errors.contains("--port 'eighty': expected a whole number"))
    let unknown = try program.run("serve", "--config", try program.file("serve.json", #"{"prot":8080}"#))
    #expect(unknown.code == 65)
    #expect(unknown.errors.contains("prot"))
    #expect(try program.run("serve", "--config", "none.json").code == 66)
    let tokenless = try program.run("serve", "--token-file", "none")
    #expect(tokenless.code == 66)
    #expect(tokenless.errors.contains("none: no such file, or no permission to read it"))
  }

  @Test("the help lists every setting that is no secret", arguments: Setting.all.map(\.name))
  func help(name: String) throws {
    defer { program.remove() }
    let setting = try #require(Setting.named(name))
    let help = try program.run("serve", "--help").output
    #expect(help.contains("--\(name) ") == !setting.isSecret)
    // A flag that is listed has to reach its setting.
    guard !setting.isSecret, setting.expected != "a text", setting.expected != "a file's path" else { return }
    let run = try program.run("serve", "--\(name)", "!")
    #expect(run.code == 64 && run.errors.contains("--\(name) '!'"), "\(run.errors)")
  }
}

@Suite("Clients that are not ours", .serialized)
struct ClientTests {
  private static let folder = Program.root.appendingPathComponent("deploy/clients", isDirectory: true)

  private static func has(_ command: String...) -> Bool { (try? run(command))?.code == 0 }

  private static func run(_ command: [String]) throws -> (code: Int32, output: String) {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = command
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = pipe
    try process.run()
    let output = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return (process.terminationStatus, String(decoding: output, as: UTF8.self))
  }

  /// What a client says against a service with the demo directory.
  private func answer(_ command: (String) -> [String]) async throws -> String {
    let program = try Program()
    defer { program.remove() }
    try program.useDemo()
    let service = try RunningService(program)
    try #require(try await service.waitUntilReady(), "\(service.log)")
    let run = try Self.run(command(service.address))
    #expect(run.code == 0, "\(run.output)")
    return run.output
  }

  @Test("curl", .enabled(if: has("curl", "--version")))
  func curl() async throws {
    let answer = try await answer { [Self.folder.appendingPathComponent("match.sh").path, $0] }
    #expect(try JSONValue(parsing: Data(answer.utf8))["matches"]?.items?.count == 3)
  }

  @Test("Python with requests", .enabled(if: has("python3", "-c", "import requests")))
  func python() async throws {
    let answer = try await answer { ["python3", Self.folder.appendingPathComponent("match.py").path, $0] }
    #expect(answer.contains("\n3. ") && answer.contains("does not replace it"), "\(answer)")
  }

  @Test("fetch", .enabled(if: has("node", "-e", "fetch")))
  func fetch() async throws {
    let module = Self.folder.appendingPathComponent("match.js").absoluteString
    let answer = try await answer { service in
      let script = """
        const { lines, match, member } = await import("\(module)");
        console.log(lines(await match("\(service)", member)).join("\\n"));
        try { await match("\(service)", { age: -1 }); } catch (error) { console.log(error.message); }
        """
      return ["node", "--input-type=module", "-e", script]
    }
    #expect(answer.contains("\n3. ") && answer.contains("does not replace it"), "\(answer)")
    #expect(answer.contains("/member/age"), "\(answer)")
  }
}
