import Foundation
import HummingbirdTesting
import Testing

@testable import MatchServer

/// Clients that mean ill or cannot do better: the right answer or the end of the connection, and the service alive for
/// everybody else.
@Suite("Hostile clients")
struct HostileClientTests {
  /// A service with short patience, and a test of it that ends with a well-behaved client.
  private func serve(
    _ change: (inout ServiceSettings) -> Void = { _ in }, _ test: @escaping @Sendable (Int) throws -> Void
  ) async throws {
    var settings = Fixture.settings
    settings.headerSeconds = 0.3
    settings.bodySeconds = 0.3
    settings.keepAliveSeconds = 0.5
    settings.writeSeconds = 0.5
    change(&settings)
    try await Fixture.service(settings).application().test(.live) { client in
      let port = try #require(client.port)
      // On threads of their own: sockets that block would take the threads that the service runs on.
      try await withTaskExecutorPreference(BlockingExecutor.shared) {
        try test(port)
        let wire = try Wire(port: port)
        wire.send("GET /health/ready HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
        #expect(try wire.receive().status == 200)
      }
    }
  }

  private static let post = "POST /v1/matches HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n"

  @Test(
    "a head that never ends", arguments: ["", "GET /v1/features HT", "GET /v1/features HTTP/1.1\r\nHost: a\r\nX-A: "])
  func slowHead(start: String) async throws {
    try await serve { port in
      let wire = try Wire(port: port)
      wire.send(start)
      let answer = try wire.receive()
      #expect(answer.status == 408)
      #expect(answer.contains("urn:kith:problem:request-timeout"))
      #expect(answer.lowercased().contains("connection: close"))
    }
  }

  @Test("a head that trickles")
  func tricklingHead() async throws {
    try await serve { port in
      let wire = try Wire(port: port)
      wire.send("GET /v1/features HTTP/1.1\r\n")
      for number in 0..<10 {
        wire.send("X-\(number): a\r\n")
        Thread.sleep(forTimeInterval: 0.06)
      }
      #expect(try wire.receive().status == 408)
    }
  }

  @Test("a body that stops, and one that trickles")
  func slowBody() async throws {
    try await serve { port in
      let stopped = try Wire(port: port)
      stopped.send(Self.post + "Content-Length: 100\r\n\r\n{\"member\"")
      #expect(try stopped.receive().status == 408)
      let trickling = try Wire(port: port)
      trickling.send(Self.post + "Content-Length: 100\r\n\r\n")
      for _ in 0..<8 {
        trickling.send(" ")
        Thread.sleep(forTimeInterval: 0.1)
      }
      #expect(try trickling.receive().status == 408)
    }
  }

  @Test("a client that is gone before its body is")
  func halfOpen() async throws {
    try await serve { port in
      for _ in 0..<50 {
        let wire = try Wire(port: port)
        wire.send(Self.post + "Content-Length: 100\r\n\r\n{\"member\"")
      }
      let finished = try Wire(port: port)
      finished.send(Self.post + "Content-Length: 100\r\n\r\n{\"member\"")
      finished.finishSending()
      let answer = try finished.receive()
      #expect(answer.isEmpty || answer.status == 400 || answer.status == 408)
    }
  }

  @Test("a client that has said all it says still gets its answer")
  func halfClosed() async throws {
    try await serve { port in
      let wire = try Wire(port: port)
      wire.send(Self.post + "Content-Length: 13\r\n\r\n{\"member\":{}}")
      wire.finishSending()
      #expect(try wire.receive().status == 200)
    }
  }

  @Test("10 MB are refused at once, announced or not, and the client reads why")
  func longBodies() async throws {
    // Time enough for a busy machine: it is the length that is refused here.
    try await serve({ $0.bodySeconds = 20 }) { port in
      let block = String(repeating: " ", count: 65_536)
      let announced = try Wire(port: port)
      announced.send(Self.post + "Content-Length: 10485760\r\n\r\n")
      for _ in 0..<160 where !announced.hasAnswer && announced.send(block) {}
      #expect(try announced.receive().status == 413)
      let chunked = try Wire(port: port)
      chunked.send(Self.post + "Transfer-Encoding: chunked\r\n\r\n")
      for _ in 0..<160 where !chunked.hasAnswer && chunked.send("10000\r\n\(block)\r\n") {}
      #expect(try chunked.receive().status == 413)
      let nowhere = try Wire(port: port)
      nowhere.send("POST /nowhere HTTP/1.1\r\nHost: a\r\nContent-Length: 10485760\r\n\r\n")
      for _ in 0..<160 where !nowhere.hasAnswer && nowhere.send(block) {}
      #expect(try nowhere.receive().status == 404)
    }
  }

  @Test("a client that waits to be asked for its body is asked")
  func expectContinue() async throws {
    try await serve { port in
      let wire = try Wire(port: port)
      wire.send(Self.post + "Expect: 100-continue\r\nContent-Length: 13\r\nConnection: close\r\n\r\n")
      #expect(try wire.receive(until: "\r\n\r\n").status == 100)
      wire.send("{\"member\":{}}")
      #expect(try wire.receive().status == 200)
    }
  }

  @Test(
    "what is no HTTP",
    arguments: [
      "nonsense\r\n\r\n", "\u{16}\u{3}\u{1}\u{2}\u{0}\u{1}", "GET / HTTP/9.9\r\n\r\n", "GET  HTTP/1.1\r\n\r\n",
      "GET / HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
      "POST /v1/matches HTTP/1.1\r\nHost: a\r\nContent-Length: -5\r\n\r\n",
      "POST /v1/matches HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
      "GET / HTTP/1.1\r\n" + String(repeating: "X-Long: aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\r\n", count: 2000) + "\r\n",
      "GET /" + String(repeating: "a", count: 100_000) + " HTTP/1.1\r\nHost: a\r\n\r\n",
    ])
  func noHTTP(text: String) async throws {
    try await serve { port in
      let wire = try Wire(port: port)
      wire.send(text)
      let status = try wire.receive().status
      #expect(status == nil || (400..<500).contains(status ?? 0), "\(status ?? 0)")
    }
  }

  @Test("deep nesting, invalid UTF-8, great numbers and NULs are answered as faults of the request")
  func nastyJSON() async throws {
    try await serve { port in
      let deep = String(repeating: "[", count: 100_000) + String(repeating: "]", count: 100_000)
      let objects = String(repeating: "{\"a\":", count: 50_000) + "1" + String(repeating: "}", count: 50_000)
      let bodies: [[UInt8]] = [
        Array(deep.utf8), Array(#"{"member":\#(deep)}"#.utf8), Array(objects.utf8),
        Array("{\"member\":{\"need\":\"".utf8) + [0xFF, 0xFE, 0xC0, 0x80] + Array("\"}}".utf8),
        Array("{\"member\":{\"need\":\"\\ud800\"}}".utf8), Array("{\"member\":{\"age\":1e999}}".utf8),
        Array("{\"member\":{},\"limit\":99999999999999999999}".utf8), [0, 0, 0, 0], [0xFE, 0xFF, 0x00, 0x7B],
        Array("{\"member\":{\"topics\":[\(String(repeating: "\"x\",", count: 20_000))\"x\"]}}".utf8),
      ]
      for body in bodies {
        let wire = try Wire(port: port)
        wire.send(Self.post + "Connection: close\r\nContent-Length: \(body.count)\r\n\r\n")
        wire.send(body)
        let status = try wire.receive().status
        #expect(status == 400 || status == 422, "\(String(decoding: body.prefix(40), as: UTF8.self)): \(status ?? 0)")
      }
    }
  }

  @Test("many connections that say nothing keep nobody else waiting")
  func manyConnections() async throws {
    try await serve({ $0.headerSeconds = 5 }) { port in
      let silent = (0..<500).compactMap { _ in try? Connection(port) }
      #expect(silent.count == 500)
      let wire = try Wire(port: port)
      wire.send(Self.post + "Connection: close\r\nContent-Length: 13\r\n\r\n{\"member\":{}}")
      #expect(try wire.receive().status == 200)
      withExtendedLifetime(silent) {}
    }
  }

  /// A wire that can be kept in a list.
  private final class Connection {
    let wire: Wire
    init(_ port: Int) throws { wire = try Wire(port: port) }
  }

  @Test("connections above the most wait until there is room")
  func mostConnections() async throws {
    try await serve({ $0.maximumConnections = 3 }) { port in
      let silent = (0..<10).compactMap { _ in try? Connection(port) }
      // Those that say nothing are cut off one after the other, and the last one is answered.
      let wire = try Wire(port: port)
      wire.send("GET /health/live HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
      #expect(try wire.receive().status == 200)
      withExtendedLifetime(silent) {}
    }
  }

  @Test("requests one after the other on one connection, sent at once")
  func pipelined() async throws {
    try await serve { port in
      let wire = try Wire(port: port)
      let request = "GET /health/live HTTP/1.1\r\nHost: a\r\n\r\n"
      wire.send(request + request + "GET /health/live HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
      #expect(try wire.receive().components(separatedBy: "HTTP/1.1 200").count == 4)
    }
  }

  @Test("a client of HTTP/1.0 gets an answer that ends with the connection, and never in chunks")
  func older() async throws {
    try await serve { port in
      let wire = try Wire(port: port)
      wire.send("GET /v1/features HTTP/1.0\r\nConnection: keep-alive\r\n\r\n")
      let answer = try wire.receive()
      #expect(answer.hasPrefix("HTTP/1.0 200"))
      #expect(answer.lowercased().contains("connection: close"))
      let batch = try Wire(port: port)
      batch.send("POST /v1/batch HTTP/1.0\r\nContent-Type: application/x-ndjson\r\nContent-Length: 12\r\n\r\n")
      batch.send("{\"id\":\"m-1\"}")
      let streamed = try batch.receive()
      #expect(streamed.hasPrefix("HTTP/1.0 200"))
      #expect(!streamed.lowercased().contains("transfer-encoding"))
      #expect(streamed.components(separatedBy: "\r\n\r\n").last?.hasPrefix("{\"member\":\"m-1\"") == true)
    }
  }

  @Test(
    "no host, two hosts, a transfer coding that is not known",
    arguments: ["", "Host: a\r\nHost: b\r\n", "Host: a\r\nTransfer-Encoding: gzip, chunked\r\n"])
  func doubtfulHeads(headers: String) async throws {
    try await serve { port in
      let wire = try Wire(port: port)
      wire.send("POST /v1/matches HTTP/1.1\r\nContent-Type: application/json\r\nConnection: close\r\n" + headers)
      wire.send(headers.contains("Transfer") ? "\r\nd\r\n{\"member\":{}}\r\n0\r\n\r\n" : "\r\n")
      let answer = try wire.receive()
      #expect(answer.status == 400)
      #expect(answer.contains(headers.contains("Transfer") ? "Transfer-Encoding" : "one Host header"))
    }
  }

  @Test("a body in chunks with fields after it is read")
  func trailers() async throws {
    try await serve { port in
      let wire = try Wire(port: port)
      wire.send(Self.post + "Transfer-Encoding: chunked\r\nConnection: close\r\n\r\n")
      wire.send("d\r\n{\"member\":{}}\r\n0\r\nX-Sum: 1\r\n\r\n")
      #expect(try wire.receive().status == 200)
    }
  }

  @Test("a batch is answered line by line, while more is still to come")
  func streaming() async throws {
    try await serve({ $0.bodySeconds = 10 }) { port in
      let wire = try Wire(port: port)
      wire.send(
        "POST /v1/batch HTTP/1.1\r\nHost: a\r\nContent-Type: application/x-ndjson\r\nTransfer-Encoding: chunked\r\n\r\n"
      )
      for number in 1...3 {
        let line = "{\"id\":\"m-\(number)\"}\n"
        wire.send("\(String(line.utf8.count, radix: 16))\r\n\(line)\r\n")
        #expect(try wire.receive(until: "}\n\r\n").contains("\"member\":\"m-\(number)\""))
      }
      wire.send("0\r\n\r\n")
      #expect(try wire.receive(until: "0\r\n\r\n").hasSuffix("0\r\n\r\n"))
    }
  }

  @Test("a batch whose answer nobody reads stops reading, and is given up")
  func unreadBatch() async throws {
    try await serve({ $0.bodySeconds = 10 }) { port in
      let wire = try Wire(port: port)
      wire.send(
        "POST /v1/batch HTTP/1.1\r\nHost: a\r\nContent-Type: application/x-ndjson\r\nTransfer-Encoding: chunked\r\n\r\n"
      )
      let lines = String(repeating: "[]\n", count: 10_000)
      let chunk = "\(String(lines.utf8.count, radix: 16))\r\n\(lines)\r\n"
      // 300 MB would be taken in by a service that reads without being read.
      var isTaken = true
      var sent = 0
      while isTaken, sent < 10_000 {
        isTaken = wire.send(chunk)
        sent += 1
      }
      #expect(!isTaken)
    }
  }

  @Test("batches of clients that are gone at once leave their places free")
  func abandonedBatches() async throws {
    try await serve({ settings in
      settings.bodySeconds = 10
      settings.maximumBatches = 2
    }) { port in
      let head = "POST /v1/batch HTTP/1.1\r\nHost: a\r\nContent-Type: application/x-ndjson\r\n"
      for _ in 0..<30 {
        let wire = try Wire(port: port)
        wire.send(head + "Content-Length: 100\r\n\r\n{}\n")
        wire.reset()
      }
      var status: Int?
      for _ in 0..<100 where status != 200 {
        let wire = try Wire(port: port)
        wire.send(head + "Connection: close\r\nContent-Length: 3\r\n\r\n{}\n")
        status = try wire.receive().status
        Thread.sleep(forTimeInterval: 0.05)
      }
      #expect(status == 200)
    }
  }

  @Test("no more batches are streamed than allowed, and a place is free again when one ends")
  func batchPlaces() async throws {
    try await serve({ settings in
      settings.bodySeconds = 10
      settings.maximumBatches = 1
    }) { port in
      let head = "POST /v1/batch HTTP/1.1\r\nHost: a\r\nContent-Type: application/x-ndjson\r\n"
      let first = try Wire(port: port)
      first.send(head + "Transfer-Encoding: chunked\r\n\r\n3\r\n{}\n\r\n")
      #expect(try first.receive(until: "}\n\r\n").status == 200)
      let second = try Wire(port: port)
      second.send(head + "Connection: close\r\nContent-Length: 3\r\n\r\n{}\n")
      let refused = try second.receive()
      #expect(refused.status == 503)
      #expect(refused.lowercased().contains("retry-after:"))
      first.send("0\r\n\r\n")
      #expect(try first.receive(until: "0\r\n\r\n").hasSuffix("0\r\n\r\n"))
      let third = try Wire(port: port)
      third.send(head + "Connection: close\r\nContent-Length: 3\r\n\r\n{}\n")
      #expect(try third.receive().status == 200)
    }
  }
}
