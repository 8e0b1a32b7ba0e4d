import Synchronization

/// Counts the chat answers in progress, so that a test can wait for the last to end.
package final class OpenAnswers: Sendable {
    private let storage = Mutex(Storage())

    init() {}

    package var count: Int { storage.withLock(\.count) }

    /// Returns once there are none, or when the caller is cancelled.
    ///
    /// - Returns: `false` only on cancellation.
    @discardableResult
    package func waitUntilNone() async -> Bool {
        await wait { $0 == 0 }
    }

    /// Returns once there is one, or when the caller is cancelled.
    ///
    /// - Returns: `false` only on cancellation.
    @discardableResult
    package func waitUntilSome() async -> Bool {
        await wait { $0 > 0 }
    }

    func begin() { change(by: 1) }

    func end() { change(by: -1) }

    private func change(by difference: Int) {
        storage.withLock { storage in
            storage.count += difference
            for waiter in storage.waiters.values { waiter.yield() }
        }
    }

    private func wait(until condition: (Int) -> Bool) async -> Bool {
        let (changes, continuation) = AsyncStream<Void>.makeStream(
            bufferingPolicy: .bufferingNewest(1)
        )
        let id = storage.withLock { storage -> Int in
            storage.lastWaiter += 1
            storage.waiters[storage.lastWaiter] = continuation
            return storage.lastWaiter
        }
        defer { storage.withLock { $0.waiters[id] = nil } }
        if condition(count) { return true }
        for await _ in changes where condition(count) { return true }
        return false
    }

    private struct Storage {
        var count = 0
        var lastWaiter = 0
        /// Notified after every change; one for each waiting task.
        var waiters: [Int: AsyncStream<Void>.Continuation] = [:]
    }
}
