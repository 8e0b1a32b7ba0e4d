import NIOCore
import NIOHPACK
import NIOHTTP1
import NIOHTTP2
import NIOHTTPCompression

/// Passes only well-ordered answers: a head, its body, its end.
///
/// AsyncHTTPClient skips the head of every status below 200, and crashes if a body follows it. So
/// this handler drops such heads, and parts that come without a head.
final class AnswerOrderHandler: ChannelInboundHandler {
    typealias InboundIn = HTTPClientResponsePart
    typealias InboundOut = HTTPClientResponsePart

    private var isInAnswer = false
    private var isBroken = false

    /// Adds a handler to a connection, or to a stream of HTTP/2, before its first use.
    ///
    /// It does so in the same turn of the event loop: AsyncHTTPClient crashes if it is shut down
    /// while a stream waits for this.
    @Sendable static func add(to channel: any Channel) -> EventLoopFuture<Void> {
        guard channel.eventLoop.inEventLoop else {
            return channel.eventLoop.flatSubmit { add(to: channel) }
        }
        return channel.eventLoop.makeCompletedFuture {
            let pipeline = channel.pipeline.syncOperations
            let next = try pipeline.context(handlerType: NIOHTTPResponseDecompressor.self)
            try pipeline.addHandler(AnswerOrderHandler(), position: .before(next.handler))
        }
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        guard !isBroken else { return }
        switch unwrapInboundIn(data) {
        case .head(let head) where head.status.code >= 200:
            isInAnswer = true
        case .head(let head) where head.status.code >= 100 && head.status != .switchingProtocols:
            // An informational head: the real answer follows.
            return
        case .body where isInAnswer:
            break
        case .end where isInAnswer:
            isInAnswer = false
        default:
            isBroken = true
            context.fireErrorCaught(HTTPParserError.invalidStatus)
            context.close(promise: nil)
            return
        }
        context.fireChannelRead(data)
    }
}

/// Closes a stream of HTTP/2 whose status is not three digits.
///
/// NIOHTTP2 crashes at an empty one.
final class HTTP2StatusHandler: ChannelInboundHandler {
    typealias InboundIn = HTTP2Frame.FramePayload
    typealias InboundOut = HTTP2Frame.FramePayload

    private var isBroken = false

    /// Adds this handler and those of every connection to a stream before its first use.
    @Sendable static func add(to stream: any Channel) -> EventLoopFuture<Void> {
        guard stream.eventLoop.inEventLoop else {
            return stream.eventLoop.flatSubmit { add(to: stream) }
        }
        return stream.eventLoop.makeCompletedFuture {
            try stream.pipeline.syncOperations.addHandler(HTTP2StatusHandler(), position: .first)
        }.flatMap { AnswerOrderHandler.add(to: stream) }
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        guard !isBroken else { return }
        if case .headers(let frame) = unwrapInboundIn(data),
            let status = frame.headers.first(name: ":status"),
            status.wholeMatch(of: /[0-9]{3}/) == nil
        {
            isBroken = true
            context.fireErrorCaught(HTTPParserError.invalidStatus)
            context.close(promise: nil)
            return
        }
        context.fireChannelRead(data)
    }
}
