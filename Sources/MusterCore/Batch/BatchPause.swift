/// Holds a batch: what runs is awaited, nothing new is begun until it goes on.
package actor BatchPause {
    private var isPaused = false
    private var waiters: [CheckedContinuation<Void, Never>] = []

    /// Creates a pause that is not on.
    package init() {}

    /// Holds the batch, or lets it go on.
    package func set(_ isPaused: Bool) {
        self.isPaused = isPaused
        guard !isPaused else { return }
        for waiter in waiters { waiter.resume() }
        waiters = []
    }

    /// Whether nothing new may be begun.
    var isOn: Bool { isPaused }

    /// Waits until the batch goes on or its task is cancelled.
    func wait() async {
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                if isPaused, !Task.isCancelled {
                    waiters.append(continuation)
                } else {
                    continuation.resume()
                }
            }
        } onCancel: {
            Task { await self.set(false) }
        }
    }
}
