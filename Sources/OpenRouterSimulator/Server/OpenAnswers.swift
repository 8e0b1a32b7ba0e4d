import Synchronization

/// Counts the chat answers being written, so that a test can wait for the last to end.
package final class OpenAnswers: Sendable {
    private let storage = Mutex(Storage())

    /// Starts with none.
    init() {}

    /// How many there are at this moment.
    package var count: Int { storage.withLock(\.count) }

    /// Returns once there are none, or when the caller is cancelled.
    ///
    /// - Returns: Whether there were none; `false` only on cancellation.
    @discardableResult
    package func waitUntilNone() async -> Bool {
        let (changes, continuation) = AsyncStream<Void>.makeStream(
            bufferingPolicy: .bufferingNewest(1)
        )
        let id = storage.withLock { storage -> Int in
            storage.lastWaiter += 1
            storage.waiters[storage.lastWaiter] = continuation
            return storage.lastWaiter
        }
        defer { storage.withLock { $0.waiters[id] = nil } }
        if count == 0 { return true }
        for await _ in changes where count == 0 { return true }
        return false
    }

    /// Counts one more answer.
    func begin() {
        storage.withLock { $0.count += 1 }
    }

    /// Counts one answer less, and tells who waits.
    func end() {
        storage.withLock { storage in
            storage.count -= 1
            for waiter in storage.waiters.values { waiter.yield() }
        }
    }

    private struct Storage {
        var count = 0
        var lastWaiter = 0
        var waiters: [Int: AsyncStream<Void>.Continuation] = [:]
    }
}
