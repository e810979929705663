import Foundation
import GroupMatching
import HTTPTypes
import Hummingbird

/// Why a request is not answered as asked: a problem detail of RFC 9457.
///
/// It goes back to who asked and nowhere else: a log holds its kind, never its words.
struct Problem: Error, Sendable {
  /// The kinds of problem, one a `type`.
  enum Kind: String, Sendable, CaseIterable {
    case malformedRequest = "malformed-request"
    case invalidFields = "invalid-fields"
    case invalidQuery = "invalid-query"
    case unusableName = "unusable-name"
    case unauthorized
    case tokenNotSet = "token-not-set"
    case notFound = "not-found"
    case methodNotAllowed = "method-not-allowed"
    case notAcceptable = "not-acceptable"
    case requestTimeout = "request-timeout"
    case bodyTooLong = "body-too-long"
    case unsupportedMediaType = "unsupported-media-type"
    case tooManyRequests = "too-many-requests"
    case internalError = "internal-error"
    case busy
    case noSnapshot = "no-snapshot"
    case noStore = "no-store"

    var status: HTTPResponse.Status {
      switch self {
      case .malformedRequest: .badRequest
      case .invalidFields, .invalidQuery, .unusableName: .unprocessableContent
      case .unauthorized: .unauthorized
      case .tokenNotSet: .forbidden
      case .notFound: .notFound
      case .methodNotAllowed: .methodNotAllowed
      case .notAcceptable: .notAcceptable
      case .requestTimeout: .requestTimeout
      case .bodyTooLong: .contentTooLarge
      case .unsupportedMediaType: .unsupportedMediaType
      case .tooManyRequests: .tooManyRequests
      case .internalError: .internalServerError
      case .busy, .noSnapshot, .noStore: .serviceUnavailable
      }
    }

    /// What a person reads first; the same for every problem of the kind.
    var title: String {
      switch self {
      case .malformedRequest: "the request cannot be read"
      case .invalidFields: "fields of the body cannot be used"
      case .invalidQuery: "parameters of the query cannot be used"
      case .unusableName: "weights cannot be saved under this name"
      case .unauthorized: "a bearer token is needed"
      case .tokenNotSet: "this route is closed: the service has no token"
      case .notFound: "there is no such thing here"
      case .methodNotAllowed: "this path does not answer that method"
      case .notAcceptable: "the answer is not to be had in a form that is accepted"
      case .requestTimeout: "the request did not arrive in time"
      case .bodyTooLong: "the body is too long"
      case .unsupportedMediaType: "the body is of a type that is not read here"
      case .tooManyRequests: "too many requests from one client"
      case .internalError: "something went wrong on our side"
      case .busy: "too much to do at present"
      case .noSnapshot: "no directory is loaded yet"
      case .noStore: "the directory's file cannot be used at present"
      }
    }
  }

  /// One thing that is wrong.
  struct Fault: Sendable, Hashable {
    /// Where: a field of the body by JSON pointer (RFC 6901), of one of its lines from 1, or a parameter of query or path.
    enum Place: Sendable, Hashable {
      case pointer(String)
      case line(Int, pointer: String)
      case parameter(String)
    }

    let place: Place
    let detail: String

    /// What is wrong without where: that is said once, as the place.
    static func detail(_ reason: String, without path: String) -> String {
      path.isEmpty ? reason : String(reason.trimmingPrefix(path).trimmingPrefix(": "))
    }
  }

  /// As many as anybody reads; an answer is never much longer than what it answers.
  private static let mostFaults = 50

  let kind: Kind
  var detail: String?
  var faults: [Fault] = []
  var headers: HTTPFields = [:]

  init(_ kind: Kind, _ detail: String? = nil, faults: [Fault] = [], headers: HTTPFields = [:]) {
    self.kind = kind
    self.detail = detail
    self.faults = faults
    self.headers = headers
  }

  /// Fields of the body that cannot be used.
  ///
  /// - Parameter prefix: The JSON pointer of the object that was read.
  static func fields(_ problems: [FieldProblem], under prefix: String = "") -> Problem {
    let faults = problems.map { problem in
      Fault(place: .pointer(prefix + problem.path), detail: Fault.detail(problem.description, without: problem.path))
    }
    return Problem(.invalidFields, faults: faults)
  }

  /// One field of the body.
  static func field(_ pointer: String, _ detail: String) -> Problem {
    Problem(.invalidFields, faults: [Fault(place: .pointer(pointer), detail: detail)])
  }

  /// A problem that goes away: with the time to wait.
  static func wait(_ kind: Kind, seconds: Double, _ detail: String? = nil) -> Problem {
    Problem(kind, detail, headers: [.retryAfter: "\(max(1, Int(seconds.rounded(.up))))"])
  }

  /// The problem as one object.
  var record: JSONObject {
    var fields: JSONObject = [
      "type": .string("urn:kith:problem:" + kind.rawValue), "title": .string(kind.title),
      "status": .number(Double(kind.status.code)),
    ]
    if let detail { fields["detail"] = .string(detail) }
    if !faults.isEmpty { fields["errors"] = .array(faults.prefix(Self.mostFaults).map(\.record)) }
    return fields
  }

  /// The problem as an answer. After a body that was not read to its end the connection is closed.
  var response: Response {
    var headers = headers
    headers[.contentType] = Self.mediaType
    if kind == .bodyTooLong || kind == .requestTimeout { headers[.connection] = "close" }
    return Response(
      status: kind.status, headers: headers,
      body: ResponseBody(byteBuffer: ByteBuffer(line: record)))
  }

  static let mediaType = "application/problem+json"
}

extension Problem.Fault {
  fileprivate var record: JSONValue {
    switch place {
    case .pointer(let pointer): ["pointer": .string(pointer), "detail": .string(detail)]
    case .line(let line, let pointer):
      ["line": .number(Double(line)), "pointer": .string(pointer), "detail": .string(detail)]
    case .parameter(let name): ["parameter": .string(name), "detail": .string(detail)]
    }
  }
}
