import NIOCore

/// A connection of a ``WireServer``, with what comes by it.
///
/// Unlike NIO's own kind, it may be dropped before anybody has looked at it.
struct WireConnection: Sendable {
    let channel: any Channel
    let inbound: AsyncStream<ByteBuffer>

    /// Wraps a channel before its first byte comes; to be called on its event loop.
    init(wrapping channel: any Channel) throws {
        let (stream, continuation) = AsyncStream<ByteBuffer>.makeStream()
        try channel.pipeline.syncOperations.addHandler(Inlet(continuation))
        self.channel = channel
        inbound = stream
    }
}

/// Hands over what comes, and tells the end.
private final class Inlet: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer

    private let continuation: AsyncStream<ByteBuffer>.Continuation

    init(_ continuation: AsyncStream<ByteBuffer>.Continuation) {
        self.continuation = continuation
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        continuation.yield(unwrapInboundIn(data))
    }

    func channelInactive(context: ChannelHandlerContext) {
        continuation.finish()
        context.fireChannelInactive()
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        context.close(promise: nil)
    }
}
