import GroupMatching
import HTTPTypes
import NIOCore
import NIOHTTPTypes

/// Watches over one connection: whoever is too slow, or goes on sending after the answer, is cut off.
///
/// - A head that does not arrive in time is answered with 408; so is a body whose next part does not.
/// - A connection that lies idle between two requests is closed.
/// - An answer that is not taken is given up.
/// - An answer with `Connection: close` is followed by the end of the connection. What still arrives is thrown away for a
///   moment, so that the client reads the answer before it learns of the end (RFC 9112, section 9.6).
final class ConnectionGuard: ChannelDuplexHandler, RemovableChannelHandler {
  typealias InboundIn = HTTPRequestPart
  typealias InboundOut = HTTPRequestPart
  typealias OutboundIn = HTTPResponsePart
  typealias OutboundOut = HTTPResponsePart

  private let limits: ServiceSettings
  private var state: ConnectionState
  private var timer: Scheduled<Void>?
  private var writeTimer: Scheduled<Void>?
  private var lingersUntil = NIODeadline.distantPast

  init(_ limits: ServiceSettings) {
    self.limits = limits
    state = ConnectionState(limits, at: .now())
  }

  func handlerAdded(context: ChannelHandlerContext) {
    schedule(context)
    do {
      try OlderClients.add(to: context.pipeline)
    } catch {
      context.fireErrorCaught(error)
    }
  }

  func handlerRemoved(context: ChannelHandlerContext) {
    timer?.cancel()
    writeTimer?.cancel()
  }

  func read(context: ChannelHandlerContext) {
    state.isReading(at: .now())
    context.read()
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    let part = unwrapInboundIn(data)
    let wasOpen = !state.isClosing
    state.received(part, at: .now())
    guard wasOpen else { return lingerOn(context) }
    if state.isClosing { return linger(context) }
    if case .head(let head) = part, head.headerFields[.expect]?.lowercased() == "100-continue" {
      context.writeAndFlush(wrapOutboundOut(.head(HTTPResponse(status: .continue))), promise: nil)
    }
    context.fireChannelRead(data)
  }

  func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
    state.sent(unwrapOutboundIn(data), at: .now())
    context.write(data, promise: promise)
    if state.isClosing {
      context.flush()
      linger(context)
    }
  }

  func channelWritabilityChanged(context: ChannelHandlerContext) {
    writeTimer?.cancel()
    writeTimer = context.channel.isWritable ? nil : closing(context, after: limits.writeSeconds)
    context.fireChannelWritabilityChanged()
  }

  private func schedule(_ context: ChannelHandlerContext) {
    let bound = NIOLoopBound((self, context), eventLoop: context.eventLoop)
    timer = context.eventLoop.scheduleTask(deadline: state.deadline(at: .now())) {
      let (handler, context) = bound.value
      handler.timerFired(context)
    }
  }

  private func timerFired(_ context: ChannelHandlerContext) {
    guard !state.isClosing else { return }
    switch state.overdue(at: .now()) {
    case nil: schedule(context)
    case .silently: context.close(promise: nil)
    case .withTimeout: answerTimeout(context)
    }
  }

  private func answerTimeout(_ context: ChannelHandlerContext) {
    let problem = Problem(.requestTimeout)
    let body = ByteBuffer(line: problem.record)
    let fields: HTTPFields = [
      .contentType: Problem.mediaType, .contentLength: "\(body.readableBytes)", .connection: "close",
      .cacheControl: "no-store",
    ]
    let head = HTTPResponse(status: problem.kind.status, headerFields: fields)
    state.close()
    context.write(wrapOutboundOut(.head(head)), promise: nil)
    context.write(wrapOutboundOut(.body(body)), promise: nil)
    context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: nil)
    linger(context)
  }

  /// Ends our side, and the whole connection when the client had its time to read.
  private func linger(_ context: ChannelHandlerContext) {
    timer?.cancel()
    context.close(mode: .output, promise: nil)
    lingersUntil = .now() + .seconds(ConnectionState.mostLingerSeconds)
    timer = closing(context, after: ConnectionState.lingerSeconds)
  }

  /// Gives a client that still sends more time to come to its end and read the answer.
  private func lingerOn(_ context: ChannelHandlerContext) {
    let left = Double((lingersUntil - .now()).nanoseconds) / 1e9
    guard left > 0 else { return }
    timer?.cancel()
    timer = closing(context, after: min(left, ConnectionState.lingerSeconds))
  }

  private func closing(_ context: ChannelHandlerContext, after seconds: Double) -> Scheduled<Void> {
    let channel = context.channel
    return context.eventLoop.scheduleTask(in: .seconds(seconds)) { channel.close(promise: nil) }
  }
}

extension TimeAmount {
  static func seconds(_ seconds: Double) -> TimeAmount { .nanoseconds(Int64(seconds * 1e9)) }
}
