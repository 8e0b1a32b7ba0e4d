import HummingbirdCore
import NIOCore
import Synchronization

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
