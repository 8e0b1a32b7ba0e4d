import NIOCore

/// Closes a connection as soon as the client has closed its side.
///
/// Hummingbird keeps such a half-closed connection, because a client may still read; ours have then
/// gone, and an answer that never ends has to notice.
final class HangUpHandler: ChannelInboundHandler, RemovableChannelHandler {
    /// Whatever passes; nothing of it is looked at.
    typealias InboundIn = Any

    /// Reacts to the end of what the client sends.
    ///
    /// Our own server, when it stops, ends reading first; that comes here too.
    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        if let event = event as? ChannelEvent, event == .inputClosed {
            context.close(promise: nil)
        }
        context.fireUserInboundEventTriggered(event)
    }
}
