import HummingbirdCore
import Logging
import NIOCore
import Synchronization

/// An HTTP/1 connection that stays registered from its acceptance until Hummingbird handles it.
struct AttendedChannel: ServerChildChannel {
    let channel: HTTP1Channel
    let unattended: UnattendedChannels

    func setup(channel: any Channel, logger: Logger) -> EventLoopFuture<HTTP1Channel.Value> {
        self.channel.setup(channel: channel, logger: logger).map { value in
            unattended.insert(value)
            return value
        }
    }

    func handle(value: HTTP1Channel.Value, logger: Logger) async {
        unattended.remove(value)
        await channel.handle(value: value, logger: logger)
    }
}

/// Accepted connections that Hummingbird does not handle yet.
///
/// A stopping server drops them, and NIO aborts the process when an async channel is dropped
/// unclosed. So this class keeps them and closes them after the server has stopped.
final class UnattendedChannels: Sendable {
    private let storage = Mutex(Storage())

    /// Keeps a connection, or closes it at once after ``close()``.
    func insert(_ value: HTTP1Channel.Value) {
        let isLate = storage.withLock { storage in
            if !storage.isClosed { storage.values[ObjectIdentifier(value.channel)] = value }
            return storage.isClosed
        }
        if isLate { Task { await Self.close(value) } }
    }

    func remove(_ value: HTTP1Channel.Value) {
        storage.withLock { $0.values[ObjectIdentifier(value.channel)] = nil }
    }

    func close() async {
        let values = storage.withLock { storage in
            defer { storage = Storage(isClosed: true) }
            return storage.values.values.map(\.self)
        }
        for value in values { await Self.close(value) }
    }

    private static func close(_ value: HTTP1Channel.Value) async {
        try? await value.executeThenClose { _, _ in }
    }

    private struct Storage {
        var isClosed = false
        var values: [ObjectIdentifier: HTTP1Channel.Value] = [:]
    }
}

/// Closes a connection as soon as the client has closed its side.
///
/// Hummingbird keeps a half-closed connection because the client may still read. Our clients have
/// gone by then, and an endless answer must notice.
final class HangUpHandler: ChannelInboundHandler, RemovableChannelHandler {
    typealias InboundIn = Any

    /// Closes the connection when its input ends.
    ///
    /// A stopping server ends reading first, which triggers this too.
    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        if let event = event as? ChannelEvent, event == .inputClosed {
            context.close(promise: nil)
        }
        context.fireUserInboundEventTriggered(event)
    }
}
