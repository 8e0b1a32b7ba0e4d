import NIOCore
import NIOHTTP1
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
