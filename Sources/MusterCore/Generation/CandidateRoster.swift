/// Chooses among the candidate models of a generation.
struct CandidateRoster: Sendable {
    enum Choice: Sendable, Hashable {
        case ask(Int)
        case wait(Int, Duration)
        case giveUp(ServiceFailure)
    }

    /// The state of each candidate, in the order of asking.
    private(set) var standings: [CandidateStanding]
    private(set) var current = 0
    private(set) var skipped: [SkippedModel] = []
    private let policy: RetryPolicy
    private var isHopeless = false
    private var hasNoFreeQuota = false
    private var hasNoCredits = false
    private var unreachableCount = 0

    /// If a model appears several times, its first entry counts.
    init(
        _ candidates: [GenerationCandidate],
        preference: RoutePreference,
        policy: RetryPolicy
    ) {
        var seen: Set<ModelID> = []
        standings = candidates.filter { seen.insert($0.modelID).inserted }
            .map { CandidateStanding($0, RouteLadder($0, preference)) }
        self.policy = policy
    }

    /// The model asked last, or the first one to ask.
    var model: ModelID? { standings.isEmpty ? nil : standings[current].candidate.modelID }

    /// Records that a candidate is being asked; returns its model and route.
    mutating func ask(_ index: Int) -> (model: ModelID, route: Route) {
        current = index
        standings[index].state = .ready
        standings[index].failure = nil
        return (standings[index].candidate.modelID, standings[index].route)
    }

    /// Records that the current stream failed after it had shown text.
    mutating func breakOff(_ failure: ServiceFailure) {
        standings[current].failure = failure
    }

    /// Records that the current candidate failed before it had shown text.
    mutating func fail(_ failure: ServiceFailure, at moment: ClockReading) {
        standings[current].failure = failure
        noteUnreachable(failure)
        switch FailureRemedy(failure) {
        case .abort:
            isHopeless = true
        case .nextRoute:
            standings[current].goDownTheLadder()
        case .nextModel:
            standings[current].state = .out
        case .retry:
            coolDown(failure, isFault: false, at: moment)
        case .retryOnce:
            coolDown(failure, isFault: true, at: moment)
        case .waitForMinute:
            coolDown(failure, isFault: false, at: moment)
            restFreeModels(at: moment.uptime)
        case .paidModel:
            hasNoFreeQuota = true
            putOut { $0.isFree }
        case .freeModel:
            // A negative balance blocks free models too.
            if standings[current].candidate.isFree { isHopeless = true }
            hasNoCredits = true
            putOut { !$0.isFree }
        }
    }

    /// Chooses the next step after a failure; a wait never exceeds `longestWait`.
    ///
    /// It retries a busy model once, if the wait is short, before it asks a fallback. Once all
    /// candidates have been asked, it retries whichever is ready first.
    mutating func choose(at uptime: Duration, longestWait: Duration) -> Choice {
        let here = standings[current]
        let failure = here.failure ?? ServiceFailure(.server, message: "no answer")
        if isHopeless { return .giveUp(failure) }
        if here.state == .ready { return .ask(current) }
        let fresh = nextUntried(at: uptime)
        if let fresh, !isWorthWaiting(here, at: uptime, longestWait: longestWait) {
            return .ask(fresh)
        }
        // Start with the current candidate, so it wins if two are ready at once.
        let order = [current] + standings.indices.filter { $0 != current }
        let cooling =
            fresh == nil ? order.filter { standings[$0].coolsUntil != nil } : [current]
        guard let next = cooling.min(by: { readyAt($0) < readyAt($1) }) else {
            return .giveUp(failure)
        }
        let wait = max(readyAt(next) - uptime, .zero)
        guard wait <= longestWait else {
            return .giveUp(tooLong(wait, for: standings[next].failure ?? failure))
        }
        return wait == .zero ? .ask(next) : .wait(next, wait)
    }

    var outcomes: [CandidateOutcome] {
        standings.indices.compactMap { index in
            let standing = standings[index]
            let isLast = index == current
            // A candidate that was never asked has no outcome, whatever its state.
            guard isLast || standing.failure != nil else { return nil }
            return CandidateOutcome(
                modelID: standing.candidate.modelID,
                slug: standing.candidate.slug,
                failure: standing.failure,
                wasRefusedOnEveryRoute: standing.wasRefusedOnEveryRoute,
                isLast: isLast
            )
        }
    }

    private mutating func coolDown(
        _ failure: ServiceFailure,
        isFault: Bool,
        at moment: ClockReading
    ) {
        standings[current].coolDown(failure, isFault: isFault, policy: policy, at: moment)
    }

    /// An unreachable address fails alike for every model: asking each in turn teaches nothing.
    private mutating func noteUnreachable(_ failure: ServiceFailure) {
        guard failure.kind == .connection, failure.httpStatus == nil else { return }
        unreachableCount += 1
        if unreachableCount > policy.retryLimit { isHopeless = true }
    }

    /// Rests all free models, which share the quota per minute.
    private mutating func restFreeModels(at uptime: Duration) {
        let until = standings[current].coolsUntil ?? uptime + .seconds(60)
        for index in standings.indices where standings[index].candidate.isFree {
            let standing = standings[index]
            guard standing.state != .out, readyAt(index) < until else { continue }
            standings[index].state = .cooling(until: until)
        }
    }

    /// Excludes the current candidate and similar ones already asked.
    ///
    /// Similar ones not yet asked are reported at their turn.
    private mutating func putOut(_ isAlike: (GenerationCandidate) -> Bool) {
        standings[current].state = .out
        for index in standings.indices where isAlike(standings[index].candidate) {
            if standings[index].failure != nil { standings[index].state = .out }
        }
    }

    /// Finds the next candidate not yet asked, and records the ones it must skip.
    private mutating func nextUntried(at uptime: Duration) -> Int? {
        for index in standings.indices {
            let standing = standings[index]
            // A free model resting for the quota per minute has not been asked either.
            guard standing.state != .out, index != current, standing.failure == nil else {
                continue
            }
            if let reason = reasonToSkip(standing.candidate) {
                standings[index].state = .out
                skipped.append(SkippedModel(standing.candidate.modelID, reason))
            } else if readyAt(index) <= uptime {
                return index
            }
        }
        return nil
    }

    private func reasonToSkip(_ candidate: GenerationCandidate) -> SkippedModel.Reason? {
        if hasNoFreeQuota, candidate.isFree { return .dailyQuota }
        if hasNoCredits, !candidate.isFree || !candidate.isNamedByUser { return .noCredits }
        guard !candidate.isFree, !candidate.isNamedByUser else { return nil }
        let isForFree = standings[0].candidate.isFree || hasNoFreeQuota
        return isForFree ? .unnamedPaid : nil
    }

    /// Whether to retry the current candidate before asking another for the first time.
    private func isWorthWaiting(
        _ standing: CandidateStanding,
        at uptime: Duration,
        longestWait: Duration
    ) -> Bool {
        guard let until = standing.coolsUntil, until - uptime <= longestWait else { return false }
        // The minute is over soon, and the remaining models would cost money.
        if standing.failure?.kind == .minuteQuota { return true }
        return standing.retries <= 1 && until - uptime <= policy.patience
    }

    private func readyAt(_ index: Int) -> Duration {
        standings[index].coolsUntil ?? .zero
    }

    private func tooLong(_ wait: Duration, for failure: ServiceFailure) -> ServiceFailure {
        var failure = failure
        failure.message +=
            wait > policy.waitLimit
            ? "; the service asks to wait \(Self.words(wait)), longer than muster waits"
            : "; no time is left to wait another \(Self.words(wait))"
        return failure
    }

    private static func words(_ wait: Duration) -> String {
        let seconds = Int((wait / .seconds(1)).rounded(.up))
        switch seconds {
        case ..<120: return "\(seconds) s"
        case ..<7200: return "\(seconds / 60) min"
        case ..<172_800: return "\(seconds / 3600) h"
        default: return "\(seconds / 86_400) days"
        }
    }
}

/// The outcome of one model in a generation that may have asked several.
package struct CandidateOutcome: Sendable, Hashable {
    package var modelID: ModelID
    /// The service's own name for it.
    package var slug: String?
    /// The failure of its last request; `nil` if it was answered or is still open.
    package var failure: ServiceFailure?
    package var wasRefusedOnEveryRoute: Bool
    /// Whether it was the last model asked.
    package var isLast: Bool
}
