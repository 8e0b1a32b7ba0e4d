/// Lets requests of the free tier go at the pace that it allows: 20 a minute.
actor FreeTierPace {
    private var window = RateWindow.freeTier
    private var heldUntil = Duration.zero
    private let time: TimeSource
    private let sleep: @Sendable (Duration) async throws -> Void

    init(time: TimeSource, sleep: @escaping @Sendable (Duration) async throws -> Void) {
        self.time = time
        self.sleep = sleep
    }

    /// Waits for a place; a cancelled task does not wait.
    func waitForTurn() async {
        let now = time.uptime()
        let pause = max(window.reserve(now: now), heldUntil - now)
        if pause > .zero { try? await sleep(pause) }
    }

    /// Holds all that follow for a minute: the service says that its own count is full, perhaps
    /// because another machine sends with the same account.
    func hold() {
        heldUntil = time.uptime() + .seconds(60)
    }
}
