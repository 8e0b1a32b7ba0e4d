import HummingbirdCore
import Logging
import NIOCore
import Synchronization

/// A connection of HTTP/1 that is kept from its acceptance until somebody attends to it.
struct AttendedChannel: ServerChildChannel {
    /// What does the work.
    let channel: HTTP1Channel
    /// The connections that nobody attends to yet.
    let unattended: UnattendedChannels

    /// Prepares a connection and keeps it.
    func setup(channel: any Channel, logger: Logger) -> EventLoopFuture<HTTP1Channel.Value> {
        self.channel.setup(channel: channel, logger: logger).map { value in
            unattended.insert(value)
            return value
        }
    }

    /// Attends to a connection.
    func handle(value: HTTP1Channel.Value, logger: Logger) async {
        unattended.remove(value)
        await channel.handle(value: value, logger: logger)
    }
}

/// The connections that are accepted and not yet attended to.
///
/// A server that stops drops them, and NIO ends the process when such a one is dropped without
/// having been closed by its own means. So they are kept here, and closed when the server is gone.
final class UnattendedChannels: Sendable {
    private let storage = Mutex(Storage())

    /// Keeps a connection; one that comes after the end is closed at once.
    func insert(_ value: HTTP1Channel.Value) {
        let isLate = storage.withLock { storage in
            if !storage.isClosed { storage.values[ObjectIdentifier(value.channel)] = value }
            return storage.isClosed
        }
        if isLate { Task { await Self.close(value) } }
    }

    /// Somebody attends to a connection.
    func remove(_ value: HTTP1Channel.Value) {
        storage.withLock { $0.values[ObjectIdentifier(value.channel)] = nil }
    }

    /// Closes what is left.
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
        /// Whether the server is gone.
        var isClosed = false
        /// The connections.
        var values: [ObjectIdentifier: HTTP1Channel.Value] = [:]
    }
}

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
