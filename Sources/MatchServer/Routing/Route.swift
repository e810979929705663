import Foundation
import HTTPTypes

/// One thing that the service answers: a method on a path.
///
/// To add one, write its answer in a file in `Routes/`, name it in ``all`` and describe it in `data/openapi.json`; a test
/// holds the two together.
struct Route: Sendable {
  /// Who may ask.
  enum Access: Sendable {
    /// Anybody who can reach the service.
    case open
    /// Who presents the token.
    case token
  }

  /// What the request brings.
  enum Input: Sendable {
    case nothing
    case json
    /// JSON Lines, streamed.
    case jsonLines
    /// Records as a whole: JSON Lines, or one JSON array.
    case records

    /// The media types that are read, the preferred one first.
    var mediaTypes: [String] {
      switch self {
      case .nothing: []
      case .json: ["application/json"]
      case .jsonLines: ["application/x-ndjson", "application/jsonl"]
      case .records: ["application/x-ndjson", "application/jsonl", "application/json"]
      }
    }
  }

  let method: HTTPRequest.Method
  /// The path, its open parts in braces: `/v1/groups/{id}`.
  let path: String
  var access = Access.open
  var input = Input.nothing
  /// The media type of the answer, where it is a success.
  var output = "application/json"
  /// Whether requests are counted against the limits of rate and concurrency; probes are not.
  var isLimited = true
  /// Whether the answer may be kept and asked after with its `ETag`; what is about a member never is.
  var isCacheable = false
  let answer: @Sendable (Call) async throws(Problem) -> Answer

  /// Every route.
  static let all: [Route] = [
    .matches, .explanations, .batch, .groups, .group, .features, .taxonomy, .weightsList, .weights,
    .saveWeights, .outcomes, .reload, .openAPI, .live, .ready, .metrics,
  ]
}

/// Finds the route of a request.
struct RouteTable: Sendable {
  /// What a path and a method lead to.
  enum Finding {
    /// A route, with the parts of the path that it leaves open.
    case route(Route, [String: String])
    /// The path is known, the method is not one of these.
    case otherMethods([HTTPRequest.Method])
    case nothing
  }

  private let routes: [(segments: [Substring], route: Route)]

  init(_ routes: [Route] = Route.all) { self.routes = routes.map { (Self.segments($0.path), $0) } }

  /// - Complexity: O(routes).
  func find(_ method: HTTPRequest.Method, _ path: String) -> Finding {
    let segments = Self.segments(path)
    var methods: [HTTPRequest.Method] = []
    for (pattern, route) in routes {
      guard let parameters = Self.match(pattern, segments) else { continue }
      if route.method == method || (method == .head && route.method == .get) { return .route(route, parameters) }
      methods += route.method == .get ? [.get, .head] : [route.method]
    }
    return methods.isEmpty ? .nothing : .otherMethods(methods)
  }

  private static func segments(_ path: String) -> [Substring] {
    path.split(separator: "/", omittingEmptySubsequences: false)
  }

  private static func match(_ pattern: [Substring], _ segments: [Substring]) -> [String: String]? {
    guard pattern.count == segments.count else { return nil }
    var parameters: [String: String] = [:]
    for (part, segment) in zip(pattern, segments) {
      if part.first == "{" {
        guard let value = segment.removingPercentEncoding, !value.isEmpty else { return nil }
        parameters[String(part.dropFirst().dropLast())] = value
      } else if part != segment {
        return nil
      }
    }
    return parameters
  }
}
