import Foundation
import GroupMatching
import HTTPTypes
import Hummingbird
import Logging
import NIOCore

/// Takes each request through the same steps: route, limits, token, media types, answer; then headers, metrics and log.
struct ServiceResponder: HTTPResponder {
  typealias Context = ServiceContext

  let service: ServiceParts
  let logger: Logger
  private let routes = RouteTable()
  private let crossOrigin: CrossOrigin
  private let client: ClientAddress
  private let rate: RateLimit
  private let token: BearerToken?

  init(_ service: ServiceParts, logger: Logger) {
    self.service = service
    self.logger = logger
    crossOrigin = CrossOrigin(service.settings.allowedOrigins)
    client = ClientAddress(trustedProxies: service.settings.trustedProxies)
    rate = RateLimit(perSecond: service.settings.requestsPerSecond, burst: service.settings.requestBurst)
    token = service.settings.token.flatMap(BearerToken.init)
  }

  func respond(to request: Request, context: ServiceContext) async -> Response {
    let started = ContinuousClock.now
    // Made here and not taken from the client: what a client sends does not belong into a log.
    let id = String(UInt64.random(in: .min ... .max), radix: 36)
    let found = routes.find(request.method, request.uri.path)
    var response: Response
    do throws(Problem) {
      response = try await answer(request, found, context)
    } catch {
      response = error.response
    }
    if request.method == .head { response = response.createHeadResponse() }
    addHeaders(to: &response, for: request, found)
    if let name = HTTPField.Name("X-Request-Id") { response.headers[name] = id }
    observe(request, id, found, response.status, started)
    return response
  }

  private func answer(
    _ request: Request, _ found: RouteTable.Finding, _ context: ServiceContext
  ) async throws(Problem) -> Response {
    try checkHost(request)
    if case .route(let route, let parameters) = found, !route.isLimited {
      return try await answer(request, route, parameters)
    }
    if let address = client.address(of: context.peer, request.headers),
      let seconds = rate.take(for: address.client, at: .now)
    {
      throw .wait(.tooManyRequests, seconds: seconds)
    }
    switch found {
    case .nothing: throw Problem(.notFound, "no route has this path; /openapi.json lists them")
    case .otherMethods(let methods):
      let methods = methods + [.options]
      guard request.method == .options else {
        throw Problem(.methodNotAllowed, headers: [.allow: methods.map(\.rawValue).joined(separator: ", ")])
      }
      return Response(status: .noContent, headers: crossOrigin.preflight(request.headers, methods: methods))
    case .route(let route, let parameters): return try await answer(request, route, parameters)
    }
  }

  private func answer(
    _ request: Request, _ route: Route, _ parameters: [String: String]
  ) async throws(Problem) -> Response {
    if route.access == .token { try checkToken(request.headers) }
    guard MediaTypes.accepts(request.headers, route.output) else {
      throw Problem(.notAcceptable, "this answer is \(route.output)")
    }
    try checkBody(request.headers, route)
    let call = Call(
      service: service, request: request, parameters: parameters, query: Query(request.uri.query))
    let answer = try await route.answer(call)
    let tag = route.isCacheable ? answer.entityTag : nil
    guard let tag else { return answer.response }
    var response = tag.isNamed(in: request.headers) ? Response(status: .notModified) : answer.response
    response.headers[.eTag] = tag.text
    return response
  }

  /// One host, named once (RFC 9112, section 3.2): where there are two, a proxy before us may have looked at the other one.
  private func checkHost(_ request: Request) throws(Problem) {
    let others = HTTPField.Name("Host").map { request.headers[values: $0].count } ?? 0
    guard request.head.authority != nil, others == 0 else {
      throw Problem(.malformedRequest, "expected one Host header")
    }
  }

  private func checkToken(_ headers: HTTPFields) throws(Problem) {
    guard let token else { throw Problem(.tokenNotSet, "set KITH_TOKEN or --token-file to open it") }
    guard let given = headers[.authorization] else {
      throw Problem(.unauthorized, headers: [.wwwAuthenticate: "Bearer"])
    }
    guard token.isPresented(in: given) else {
      throw Problem(.unauthorized, headers: [.wwwAuthenticate: "Bearer error=\"invalid_token\""])
    }
  }

  private func checkBody(_ headers: HTTPFields, _ route: Route) throws(Problem) {
    let limit = service.settings.maximumBodyBytes
    // A batch is streamed: its lines have a limit, not the whole.
    if route.input != .jsonLines, let length = headers[.contentLength].flatMap({ Int($0) }), length > limit {
      throw .tooLong(limit)
    }
    // Anything else would be taken for what it is not.
    if let coding = headers[.transferEncoding], coding.lowercased() != "chunked" {
      throw Problem(.malformedRequest, "expected no Transfer-Encoding but chunked", headers: [.connection: "close"])
    }
    let hasBody = headers[.transferEncoding] != nil || (headers[.contentLength] ?? "0") != "0"
    // Where there is no body it needs no type.
    guard route.input != .nothing, hasBody || headers[.contentType] != nil else { return }
    guard MediaTypes.isNamed(headers[.contentType], among: route.input.mediaTypes) else {
      throw Problem(.unsupportedMediaType, "expected \(route.input.mediaTypes[0]) in UTF-8")
    }
    guard headers[.contentEncoding] == nil || headers[.contentEncoding] == "identity" else {
      throw Problem(
        .unsupportedMediaType, "expected no Content-Encoding", headers: [.acceptEncoding: "identity"])
    }
  }
}

// MARK: - After the answer

extension ServiceResponder {
  /// What every answer carries.
  private func addHeaders(to response: inout Response, for request: Request, _ found: RouteTable.Finding) {
    // What is about a member is never kept anywhere; what is not is asked after before it is used again.
    var isCacheable = false
    if case .route(let route, _) = found { isCacheable = route.isCacheable && response.status.code < 400 }
    response.headers[.cacheControl] = isCacheable ? "no-cache" : "no-store"
    response.headers[.xContentTypeOptions] = "nosniff"
    response.headers[.contentSecurityPolicy] = "default-src 'none'; frame-ancestors 'none'"
    for field in crossOrigin.headers(for: request.headers) { response.headers.append(field) }
    // The connection ends where the client wants it to: say so, as HTTP asks.
    if request.headers[.connection]?.lowercased() == "close" { response.headers[.connection] = "close" }
  }

  private func observe(
    _ request: Request, _ id: String, _ found: RouteTable.Finding, _ status: HTTPResponse.Status,
    _ started: ContinuousClock.Instant
  ) {
    // The pattern, never the path: a path can hold whatever somebody typed.
    let pattern = if case .route(let route, _) = found { route.path } else { "none" }
    let known: [HTTPRequest.Method] = [.get, .head, .post, .put, .delete, .options]
    let method = known.contains(request.method) ? request.method.rawValue : "other"
    let elapsed = ContinuousClock.now - started
    service.metrics.answered(
      .init(route: pattern, method: method, status: Int(status.code)), seconds: elapsed.inSeconds)
    logger.info(
      "request",
      metadata: [
        "request": .string(id), "route": .string(pattern), "method": .string(method),
        "status": .stringConvertible(Int(status.code)), "milliseconds": .stringConvertible(elapsed.milliseconds),
      ])
  }
}
