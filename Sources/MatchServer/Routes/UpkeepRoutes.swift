import Foundation
import GroupMatching
import NIOCore

extension Route {
  /// The description of all routes, in OpenAPI 3.1.
  static let openAPI = Route(method: .get, path: "/openapi.json", isCacheable: true) { call throws(Problem) in
    try call.query.finish()
    return .bytes(ByteBuffer(bytes: call.service.description.bytes), mediaType: "application/json")
  }

  /// Reads the directory anew.
  static let reload = Route(
    method: .post, path: "/v1/snapshot/reload", access: .token
  ) { call throws(Problem) in
    try call.query.finish()
    guard let served = await call.service.loading.load(because: "request") else {
      // The reason names files of the machine: it is for the log, not for who asks.
      throw .wait(.noSnapshot, seconds: 5, "the directory cannot be loaded; what was served before stays")
    }
    return .json(served.record)
  }

  /// Whether the process answers at all.
  static let live = Route(method: .get, path: "/health/live", isLimited: false) { call throws(Problem) in
    try call.query.finish()
    return .json(["status": "live"])
  }

  /// Whether there is a snapshot to answer from.
  static let ready = Route(method: .get, path: "/health/ready", isLimited: false) { call throws(Problem) in
    try call.query.finish()
    var fields: JSONObject = ["status": "ready"]
    fields.merge(try call.snapshot().record) { $1 }
    return .json(fields)
  }

  /// What the service counts, for Prometheus.
  static let metrics = Route(
    method: .get, path: "/metrics", output: "text/plain", isLimited: false
  ) { call throws(Problem) in
    try call.query.finish()
    let text = call.service.metrics.text(
      served: call.service.snapshots.current, inFlight: call.service.requests.count, now: Date())
    return .bytes(ByteBuffer(string: text), mediaType: PrometheusText.mediaType)
  }
}

extension ServedSnapshot {
  fileprivate var record: JSONObject {
    [
      "snapshot": .string(snapshot.id), "groups": .number(Double(snapshot.groupCount)),
      "loadedAt": .string(loadedAt.formatted(.iso8601)),
    ]
  }
}
