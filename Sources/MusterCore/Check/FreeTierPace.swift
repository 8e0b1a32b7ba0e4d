import Foundation

/// Keeps requests within a number per interval: a value that says how long to wait.
struct RateWindow: Sendable {
    static let freeTier = RateWindow(limit: FreeTier.requestsPerMinute, interval: .seconds(60))

    let limit: Int
    let interval: Duration
    /// Start times of the latest requests, oldest first; at most `limit`.
    private var starts: [Duration] = []

    init(limit: Int, interval: Duration) {
        self.limit = limit
        self.interval = interval
    }

    /// Reserves a place at a monotonic time; returns the delay before sending.
    mutating func reserve(now: Duration) -> Duration {
        var start = now
        if starts.count >= limit { start = max(now, starts.removeFirst() + interval) }
        starts.append(start)
        return start - now
    }
}

/// Delays free-tier requests to keep within the rate limit.
actor FreeTierPace {
    private var window: RateWindow
    private var heldUntil = Duration.zero
    private let time: TimeSource
    private let sleep: @Sendable (Duration) async -> Void
    private let onPause: @Sendable (Duration) async -> Void
    private var isResumed = false

    init(
        _ window: RateWindow = .freeTier,
        time: TimeSource,
        sleep: @escaping @Sendable (Duration) async -> Void,
        onPause: @escaping @Sendable (Duration) async -> Void = { _ in }
    ) {
        self.window = window
        self.time = time
        self.sleep = sleep
        self.onPause = onPause
    }

    /// Counts requests sent within the last minute, whose exact times are unknown.
    func resume(after count: Int) {
        guard !isResumed else { return }
        isResumed = true
        let now = time.uptime()
        for _ in 0..<min(count, window.limit) { _ = window.reserve(now: now) }
    }

    /// Waits for a place; returns at once in a cancelled task.
    func waitForTurn() async {
        let now = time.uptime()
        let pause = max(window.reserve(now: now), heldUntil - now)
        guard pause > .zero else { return }
        await onPause(pause)
        await sleep(pause)
    }

    /// Delays all further requests for a minute, because the service's own count is full: another
    /// machine may use the same account.
    func hold() {
        heldUntil = time.uptime() + window.interval
    }
}

/// Delays the requests of one batch item to keep within the free tier's rate limit.
///
/// The first request waits before the generation starts, so the model does not look slow.
actor FreeTierGate {
    private let pace: FreeTierPace
    private var hasTurn: Bool

    init(_ pace: FreeTierPace, hasTurn: Bool) {
        self.pace = pace
        self.hasTurn = hasTurn
    }

    /// Waits for a turn, unless the item already has one.
    func pass() async {
        guard !hasTurn else {
            hasTurn = false
            return
        }
        await pace.waitForTurn()
    }

    /// Delays all further requests, because the service reports that the minute is full.
    func hold() async { await pace.hold() }
}

extension OpenRouterClient {
    /// A copy of the client that sends free-tier requests through a gate.
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
