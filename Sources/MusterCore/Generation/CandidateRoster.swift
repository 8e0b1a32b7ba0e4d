/// The candidates of a generation, and the choice among them.
struct CandidateRoster: Sendable {
    /// What to do after a failure.
    enum Choice: Sendable, Hashable {
        /// Ask this one, without a wait.
        case ask(Int)
        /// Ask this one after a wait.
        case wait(Int, Duration)
        /// There is nothing left to do; this is why.
        case giveUp(ServiceFailure)
    }

    /// Where each candidate stands, in the order of asking.
    private(set) var standings: [CandidateStanding]
    /// The one that was asked last.
    private(set) var current = 0
    /// Those that were passed over so far.
    private(set) var skipped: [SkippedModel] = []
    private let policy: RetryPolicy
    private var isHopeless = false
    private var hasNoFreeQuota = false
    private var hasNoCredits = false
    private var unreachableCount = 0

    /// Creates a roster; of several entries of one model the first counts.
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

    /// The candidate that was asked last, or is to be asked first.
    var model: ModelID? { standings.isEmpty ? nil : standings[current].candidate.modelID }

    /// Notes that one is being asked; returns its model and route.
    mutating func ask(_ index: Int) -> (model: ModelID, route: Route) {
        current = index
        standings[index].state = .ready
        standings[index].failure = nil
        return (standings[index].candidate.modelID, standings[index].route)
    }

    /// Notes that the stream of the current one ended badly after it had shown text.
    mutating func breakOff(_ failure: ServiceFailure) {
        standings[current].failure = failure
    }

    /// Notes that the current one failed before it had shown any text.
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
            // A balance below zero blocks free models too.
            if standings[current].candidate.isFree { isHopeless = true }
            hasNoCredits = true
            putOut { !$0.isFree }
        }
    }

    /// Chooses what comes after a failure.
    ///
    /// A busy model is asked again once, if that does not take long, before a fallback is asked;
    /// when all have been asked, whichever is ready first is asked again.
    ///
    /// - Parameters:
    ///   - uptime: the present.
    ///   - longestWait: the longest wait that is still allowed.
    /// - Returns: a choice; of a wait, one that is allowed.
    mutating func choose(at uptime: Duration, longestWait: Duration) -> Choice {
        let here = standings[current]
        let failure = here.failure ?? ServiceFailure(.server, message: "no answer")
        if isHopeless { return .giveUp(failure) }
        if here.state == .ready { return .ask(current) }
        let fresh = nextUntried(at: uptime)
        if let fresh, !isWorthWaiting(here, at: uptime, longestWait: longestWait) {
            return .ask(fresh)
        }
        // The current one is looked at first, so that of two that are ready at once it is asked.
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

    /// How those that were asked fared.
    var outcomes: [CandidateOutcome] {
        standings.indices.compactMap { index in
            let standing = standings[index]
            let isLast = index == current
            // One that was never asked has nothing to tell, whatever its state.
            guard isLast || standing.failure != nil else { return nil }
            return CandidateOutcome(
                modelID: standing.candidate.modelID,
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

    /// An address that does not answer is the same for every model: asking all of them in turn
    /// tells nothing new.
    private mutating func noteUnreachable(_ failure: ServiceFailure) {
        guard failure.kind == .connection, failure.httpStatus == nil else { return }
        unreachableCount += 1
        if unreachableCount > policy.retryLimit { isHopeless = true }
    }

    /// All free models share the minute's quota.
    private mutating func restFreeModels(at uptime: Duration) {
        let until = standings[current].coolsUntil ?? uptime + .seconds(60)
        for index in standings.indices where standings[index].candidate.isFree {
            let standing = standings[index]
            guard standing.state != .out, readyAt(index) < until else { continue }
            standings[index].state = .cooling(until: until)
        }
    }

    /// Puts the current one out, and all that were asked before and are alike; those that were not
    /// asked are reported when their turn comes.
    private mutating func putOut(_ isAlike: (GenerationCandidate) -> Bool) {
        standings[current].state = .out
        for index in standings.indices where isAlike(standings[index].candidate) {
            if standings[index].failure != nil { standings[index].state = .out }
        }
    }

    /// The next that has not been asked, those that may not be asked passed over.
    private mutating func nextUntried(at uptime: Duration) -> Int? {
        for index in standings.indices {
            let standing = standings[index]
            // A free model that rests for the minute's sake has not been asked either.
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

    /// Whether the current one is to be asked again although another has not been asked yet.
    private func isWorthWaiting(
        _ standing: CandidateStanding,
        at uptime: Duration,
        longestWait: Duration
    ) -> Bool {
        guard let until = standing.coolsUntil, until - uptime <= longestWait else { return false }
        // The minute is over soon, and what is left would cost money.
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

/// How one model fared in a generation that may have asked several.
package struct CandidateOutcome: Sendable, Hashable {
    /// The model.
    package var modelID: ModelID
    /// Why its last request failed; `nil` when it was answered, or is still open.
    package var failure: ServiceFailure?
    /// Whether every route was tried and each was refused as unknown.
    package var wasRefusedOnEveryRoute: Bool
    /// Whether it was asked last.
    package var isLast: Bool
}
