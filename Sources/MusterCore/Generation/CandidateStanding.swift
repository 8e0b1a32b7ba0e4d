import Foundation

/// Where one candidate stands within a generation.
struct CandidateStanding: Sendable {
    /// What may be done with a candidate.
    enum State: Sendable, Hashable {
        /// It has not been asked.
        case untried
        /// It is being asked, or may be at once by its next route.
        case ready
        /// It is busy until this uptime.
        case cooling(until: Duration)
        /// It will not be asked again.
        case out
    }

    let candidate: GenerationCandidate
    private let ladder: RouteLadder
    /// What may be done with it now.
    var state = State.untried
    /// Why its last request failed.
    var failure: ServiceFailure?
    /// How often it was found busy.
    private(set) var retries = 0
    /// How often it failed in a way that is retried once.
    private var faults = 0
    private var rung = 0
    private var refusedRoutes = 0

    /// Begins with one that has not been asked.
    init(_ candidate: GenerationCandidate, _ ladder: RouteLadder) {
        self.candidate = candidate
        self.ladder = ladder
    }

    /// The spelling to send.
    var route: Route { ladder.rungs[rung] }

    /// Whether every route was tried and each was refused as unknown.
    var wasRefusedOnEveryRoute: Bool { refusedRoutes == ladder.rungs.count }

    /// Until when it is busy.
    var coolsUntil: Duration? {
        guard case .cooling(let until) = state else { return nil }
        return until
    }

    /// Takes the next spelling; after the last one it is out.
    mutating func goDownTheLadder() {
        refusedRoutes += 1
        if rung + 1 < ladder.rungs.count {
            rung += 1
            state = .ready
        } else {
            state = .out
        }
    }

    /// Lets it rest for as long as the service asks, or for a back-off; or puts it out when it has
    /// used up its retries.
    mutating func coolDown(
        _ failure: ServiceFailure,
        isFault: Bool,
        policy: RetryPolicy,
        at moment: ClockReading
    ) {
        retries += 1
        if isFault { faults += 1 }
        guard retries <= policy.retryLimit, faults <= 1 else {
            state = .out
            return
        }
        let asked = Self.askedWait(failure, at: moment, limit: policy.waitLimit)
        let wait = policy.wait(asked: asked, retry: retries, jitter: moment.jitter)
        state = .cooling(until: moment.uptime + wait)
    }

    /// How long the service asks to wait.
    ///
    /// A reset is taken as advice only where a limit was hit: other answers carry the header too.
    /// A minute's quota is renewed within the minute whatever the two clocks think of each other.
    private static func askedWait(
        _ failure: ServiceFailure,
        at moment: ClockReading,
        limit: Duration
    ) -> Duration? {
        var asked = failure.retryAfter
        if asked == nil, failure.isLimit, let reset = failure.resetsAt {
            asked = .seconds(max(reset.timeIntervalSince(moment.date), 0))
        }
        guard failure.kind == .minuteQuota else { return asked }
        return min(asked ?? .seconds(60), .seconds(60), limit)
    }
}
