import HummingbirdCore
import Logging
import NIOCore

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
