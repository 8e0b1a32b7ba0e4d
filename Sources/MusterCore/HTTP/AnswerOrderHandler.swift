import NIOCore
import NIOHPACK
import NIOHTTP1
import NIOHTTP2
import NIOHTTPCompression

/// Lets through only what has the order of an answer: a head, its body, its end.
///
/// AsyncHTTPClient passes over the head of every status below 200, and ends the process when a body
/// follows it. So it may see neither such heads nor what comes without one.
final class AnswerOrderHandler: ChannelInboundHandler {
    typealias InboundIn = HTTPClientResponsePart
    typealias InboundOut = HTTPClientResponsePart

    private var isInAnswer = false
    private var isBroken = false

    /// Adds one to a connection, or to a stream of HTTP/2, that is about to be used.
    ///
    /// In the same turn of the event loop: AsyncHTTPClient ends the process when it is shut down while
    /// a stream waits for this.
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
            // It announces another answer.
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

/// Ends a stream of HTTP/2 whose status is not three digits.
///
/// NIOHTTP2 ends the process at an empty one.
final class HTTP2StatusHandler: ChannelInboundHandler {
    typealias InboundIn = HTTP2Frame.FramePayload
    typealias InboundOut = HTTP2Frame.FramePayload

    private var isBroken = false

    /// Adds one to a stream that is about to be used, and what every connection needs.
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
