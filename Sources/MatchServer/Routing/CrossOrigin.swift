import HTTPTypes
import Hummingbird

/// Which pages of other origins may read answers: those on a list, and nobody where it is empty.
///
/// - SeeAlso: the Fetch standard, "CORS protocol".
struct CrossOrigin: Sendable {
  let origins: Set<String>

  init(_ origins: [String]) { self.origins = Set(origins) }

  /// The headers for a request's origin; only `Vary` where it is not on the list, none where there is no list.
  func headers(for request: HTTPFields) -> HTTPFields {
    guard !origins.isEmpty else { return [:] }
    var headers: HTTPFields = [.vary: "Origin"]
    guard let origin = request[.origin], origins.contains(origin.lowercased()) else { return headers }
    headers[.accessControlAllowOrigin] = origin
    headers[.accessControlExposeHeaders] = "ETag, Retry-After, X-Request-Id"
    return headers
  }

  /// What a browser asks before it sends a request that a page could not send on its own.
  func preflight(_ request: HTTPFields, methods: [HTTPRequest.Method]) -> HTTPFields {
    let allowed = methods.map(\.rawValue).joined(separator: ", ")
    var answer: HTTPFields = [.allow: allowed]
    if headers(for: request)[.accessControlAllowOrigin] != nil {
      answer[.accessControlAllowMethods] = allowed
      answer[.accessControlAllowHeaders] = "Accept, Authorization, Content-Type, If-None-Match"
      answer[.accessControlMaxAge] = "600"
    }
    return answer
  }
}
