import NIOCore
import NIOHPACK
import NIOHTTP1
import NIOHTTP2

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
