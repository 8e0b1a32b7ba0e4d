import Foundation

/// The state of one candidate during a generation.
struct CandidateStanding: Sendable {
    enum State: Sendable, Hashable {
        case untried
        /// Being asked, or ready to be asked at once by its next route.
        case ready
        case cooling(until: Duration)
        /// Never to be asked again.
        case out
    }

    let candidate: GenerationCandidate
    private let ladder: RouteLadder
    var state = State.untried
    var failure: ServiceFailure?
    /// The number of times it was busy.
    private(set) var retries = 0
    /// The number of failures of the kind that permits one retry.
    private var faults = 0
    private var rung = 0
    private var refusedRoutes = 0

    init(_ candidate: GenerationCandidate, _ ladder: RouteLadder) {
        self.candidate = candidate
        self.ladder = ladder
    }

    var route: Route { ladder.rungs[rung] }

    var wasRefusedOnEveryRoute: Bool { refusedRoutes == ladder.rungs.count }

    /// The end of the wait, if it is busy.
    var coolsUntil: Duration? {
        guard case .cooling(let until) = state else { return nil }
        return until
    }

    /// Moves to the next spelling; excludes the candidate after the last one.
    mutating func goDownTheLadder() {
        refusedRoutes += 1
        if rung + 1 < ladder.rungs.count {
            rung += 1
            state = .ready
        } else {
            state = .out
        }
    }

    /// Rests the candidate for as long as the service asks, or for a back-off, and excludes it once
    /// its retries are used up.
    mutating func coolDown(
        _ failure: ServiceFailure,
        isFault: Bool,
        policy: RetryPolicy,
        at moment: ClockReading
    ) {
        retries += 1
        if isFault { faults += 1 }
        // A 200 that breaks off may have been paid for, so a batch's patience is not for it.
        let limit =
            failure.httpStatus == 200
            ? min(policy.retryLimit, RetryPolicy.standard.retryLimit) : policy.retryLimit
        guard retries <= limit, faults <= 1 else {
            state = .out
            return
        }
        let asked = Self.askedWait(failure, at: moment, limit: policy.waitLimit)
        let wait = policy.wait(asked: asked, retry: retries, jitter: moment.jitter)
        state = .cooling(until: moment.uptime + wait)
    }

    /// The wait that the service asks for.
    ///
    /// A reset date counts only with a rate limit, because other answers carry the header too. A
    /// quota per minute renews within the minute, however far the two clocks differ.
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
