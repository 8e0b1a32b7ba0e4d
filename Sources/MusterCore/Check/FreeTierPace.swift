import Foundation

/// Keeps requests within a number per interval: a value that says how long to wait.
struct RateWindow: Sendable {
    static let freeTier = RateWindow(limit: FreeTier.requestsPerMinute, interval: .seconds(60))

    let limit: Int
    let interval: Duration
    /// When the last requests may begin, oldest first; at most `limit` of them.
    private var starts: [Duration] = []

    init(limit: Int, interval: Duration) {
        self.limit = limit
        self.interval = interval
    }

    /// Takes a place for one request.
    ///
    /// - Parameter now: a time that only moves forward.
    /// - Returns: how long to wait before sending it; zero while there is room.
    mutating func reserve(now: Duration) -> Duration {
        var start = now
        if starts.count >= limit { start = max(now, starts.removeFirst() + interval) }
        starts.append(start)
        return start - now
    }
}

/// Lets requests of the free tier go at the pace that it allows.
actor FreeTierPace {
    private var window = RateWindow.freeTier
    private var heldUntil = Duration.zero
    private let time: TimeSource
    private let sleep: @Sendable (Duration) async -> Void
    private let onPause: @Sendable (Duration) async -> Void
    private var isResumed = false

    init(
        time: TimeSource,
        sleep: @escaping @Sendable (Duration) async -> Void,
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
        for _ in 0..<min(count, window.limit) { _ = window.reserve(now: now) }
    }

    /// Waits for a place; a cancelled task does not wait.
    func waitForTurn() async {
        let now = time.uptime()
        let pause = max(window.reserve(now: now), heldUntil - now)
        guard pause > .zero else { return }
        await onPause(pause)
        await sleep(pause)
    }

    /// Holds all that follow for a minute: the service says that its own count is full, perhaps
    /// because another machine sends with the same account.
    func hold() {
        heldUntil = time.uptime() + window.interval
    }
}

/// Lets the requests of one batch item go at the free tier's pace.
///
/// The first has waited for its turn before the generation began, so that the wait is not taken for
/// the model's slowness.
actor FreeTierGate {
    private let pace: FreeTierPace
    private var hasTurn: Bool

    init(_ pace: FreeTierPace, hasTurn: Bool) {
        self.pace = pace
        self.hasTurn = hasTurn
    }

    /// Waits for a turn, unless there is one in hand.
    func pass() async {
        guard !hasTurn else {
            hasTurn = false
            return
        }
        await pace.waitForTurn()
    }

    /// Holds all that follow: the service says that the minute is full.
    func hold() async { await pace.hold() }
}

extension OpenRouterClient {
    /// The same client, whose requests of the free tier go through a gate.
    func paced(by gate: FreeTierGate) -> OpenRouterClient {
        var client = self
        client.complete = { [complete] request, onEvents throws(ServiceFailure) in
            guard request.isFree else {
                return try await complete(request, onEvents)
            }
            await gate.pass()
            do throws(ServiceFailure) {
                try await complete(request, onEvents)
            } catch {
                if error.kind == .minuteQuota { await gate.hold() }
                throw error
            }
        }
        return client
    }
}
