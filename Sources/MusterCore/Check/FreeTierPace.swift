/// Lets requests of the free tier go at the pace that it allows: 20 a minute.
actor FreeTierPace {
    private var window = RateWindow.freeTier
    private var heldUntil = Duration.zero
    private let time: TimeSource
    private let sleep: @Sendable (Duration) async throws -> Void
    private let onPause: @Sendable (Duration) async -> Void
    private var isResumed = false

    init(
        time: TimeSource,
        sleep: @escaping @Sendable (Duration) async throws -> Void,
        onPause: @escaping @Sendable (Duration) async -> Void = { _ in }
    ) {
        self.time = time
        self.sleep = sleep
        self.onPause = onPause
    }

    /// Goes on after requests that were sent within the last minute; when, is not known exactly.
    func resume(after count: Int) {
        guard !isResumed else { return }
        isResumed = true
        let now = time.uptime()
        for _ in 0..<min(count, 20) { _ = window.reserve(now: now) }
    }

    /// Waits for a place; a cancelled task does not wait.
    func waitForTurn() async {
        let now = time.uptime()
        let pause = max(window.reserve(now: now), heldUntil - now)
        guard pause > .zero else { return }
        await onPause(pause)
        try? await sleep(pause)
    }

    /// Holds all that follow for a minute: the service says that its own count is full, perhaps
    /// because another machine sends with the same account.
    func hold() {
        heldUntil = time.uptime() + .seconds(60)
    }
}
