package import Foundation

/// What the evidence says of a model: a pure function of evidence, clock and lifetimes.
package struct Verdict: Sendable, Hashable {
    /// The badge.
    package var availability: Availability
    /// Why, in words; it may quote remote text.
    package var reason: String
    /// Why, in one word.
    package var cause: Evidence.Cause
    /// What kind of evidence decided; `nil` when there is none.
    package var kind: Evidence.Kind?
    /// When the evidence behind it was gathered; `nil` when there is none.
    package var checkedAt: Date?
    /// When it is no longer believed; `nil` when it does not grow stale.
    package var expiresAt: Date?
    /// Whether that time had passed when it was judged.
    package var isStale: Bool

    /// Creates a verdict.
    package init(
        availability: Availability,
        reason: String,
        cause: Evidence.Cause = .unstated,
        kind: Evidence.Kind? = nil,
        checkedAt: Date?,
        expiresAt: Date? = nil,
        isStale: Bool = false
    ) {
        self.availability = availability
        self.reason = reason
        self.cause = cause
        self.kind = kind
        self.checkedAt = checkedAt
        self.expiresAt = expiresAt
        self.isStale = isStale
    }

    /// The verdict on a model that nobody has asked.
    package static let neverChecked = Verdict(
        availability: .unknown,
        reason: "never checked",
        cause: .neverChecked,
        checkedAt: nil
    )

    /// Whether a model with this verdict may be counted on.
    package var isUsable: Bool {
        switch availability {
        case .verified, .reachable, .degraded: true
        case .limited, .unavailable, .unknown: false
        }
    }

    /// Whether there is no verdict yet, or none that is still believed.
    package var isDue: Bool { checkedAt == nil || isStale }

    /// Judges a model by its evidence.
    ///
    /// - Parameters:
    ///   - evidence: what was observed, in any order; of each kind and finding the newest is enough.
    ///   - isListed: whether the last catalog had the model; one that is gone is unavailable.
    ///   - now: the time to judge at.
    ///   - lifetimes: how long each verdict holds.
    /// - Returns: the verdict.
    package static func judge(
        _ evidence: [Evidence],
        isListed: Bool,
        now: Date,
        lifetimes: VerdictLifetimes = VerdictLifetimes()
    ) -> Verdict {
        let deciding = deciding(evidence.filter { $0.capability == nil }, now, lifetimes)
        guard isListed else {
            return Verdict(
                availability: .unavailable,
                reason: "gone from the catalog",
                cause: .gone,
                kind: .catalog,
                checkedAt: deciding?.observedAt
            )
        }
        guard let deciding else { return .neverChecked }
        let availability = Availability(deciding.finding)
        let expiresAt = deciding.observedAt.addingTimeInterval(lifetimes[availability])
        let prefix = deciding.finding == .inconclusive ? "no clear answer: " : ""
        return Verdict(
            availability: availability,
            reason: prefix + deciding.detail,
            cause: deciding.cause,
            kind: deciding.kind,
            checkedAt: deciding.observedAt,
            expiresAt: expiresAt,
            isStale: now > expiresAt
        )
    }

    /// The piece of evidence that decides.
    ///
    /// What completions say and what endpoints lists say are each settled first. Then an endpoints
    /// list, which shows what is offered and not what answers, does not overrule a completion that
    /// still holds, unless it is the list that says no. What is inconclusive decides only where
    /// there is nothing else.
    private static func deciding(
        _ evidence: [Evidence],
        _ now: Date,
        _ lifetimes: VerdictLifetimes
    ) -> Evidence? {
        let ordered = evidence.sorted { $0.observedAt > $1.observedAt }
        let telling = ordered.filter { $0.finding != .inconclusive }
        func holds(_ piece: Evidence) -> Bool {
            let age = now.timeIntervalSince(piece.observedAt)
            return age <= lifetimes[Availability(piece.finding)]
        }
        let list = telling.first { $0.kind != .completion }
        guard let answer = answer(telling.filter { $0.kind == .completion }, holds) else {
            return list ?? ordered.first
        }
        guard let list else { return answer }
        if list.observedAt > answer.observedAt {
            let isDefinitive = list.finding == .refused
            let isWorse = list.finding == .degraded && answer.finding != .refused
            return !isDefinitive && !isWorse && holds(answer) ? answer : list
        }
        guard answer.finding == .limited else { return answer }
        // A 429 says less than a definitive no that nothing has overtaken, and passes.
        let settled = telling.first { $0.kind == .completion && $0.finding != .limited }
        let isOvertaken = settled.map { $0.observedAt > list.observedAt } ?? false
        if list.finding == .refused { return isOvertaken ? answer : list }
        return !holds(answer) && holds(list) ? list : answer
    }

    /// What completions say: the newest of them, but a 429 never overwrites a definitive no, nor,
    /// once it has passed, an older answer that still holds.
    private static func answer(
        _ completions: [Evidence],
        _ holds: (Evidence) -> Bool
    ) -> Evidence? {
        guard let newest = completions.first, newest.finding == .limited,
            let settled = completions.first(where: { $0.finding != .limited })
        else { return completions.first }
        let yields = settled.finding == .refused || (!holds(newest) && holds(settled))
        return yields ? settled : newest
    }
}

extension Availability {
    /// What a finding says by itself.
    package init(_ finding: Evidence.Finding) {
        self =
            switch finding {
            case .answered: .verified
            case .reachable: .reachable
            case .degraded: .degraded
            case .limited: .limited
            case .refused: .unavailable
            case .inconclusive: .unknown
            }
    }
}

/// The verdict on whether a model answers.
package enum Availability: String, Sendable, CaseIterable {
    /// A completion succeeded.
    case verified
    /// At least one endpoint is up.
    case reachable
    /// Endpoints exist, but all are marked down or have a low uptime.
    case degraded
    /// The last answer was 429: the model exists, the quota or the provider is busy.
    case limited
    /// A definitive no: an invalid ID on every route, no endpoints, or gone from the catalog.
    case unavailable
    /// Never checked, or only inconclusive evidence such as timeouts.
    case unknown
}

/// How long each verdict holds before it is shown as stale.
package struct VerdictLifetimes: Sendable, Hashable {
    /// In seconds; a verdict without an entry never grows stale.
    private var seconds: [Availability: TimeInterval] = [
        // A model that answered is believed for a day.
        .verified: 24 * 3600,
        // An endpoints list is a snapshot of the last half hour.
        .reachable: 3600,
        .degraded: 3600,
        // A rate limit passes within minutes.
        .limited: 15 * 60,
        // A definitive no is asked again after a day: providers come back.
        .unavailable: 24 * 3600,
        // No clear answer is no reason to wait long for one.
        .unknown: 15 * 60,
    ]

    /// Creates the default lifetimes.
    package init() {}

    /// The lifetime of a verdict, in seconds.
    package subscript(availability: Availability) -> TimeInterval {
        get { seconds[availability] ?? .infinity }
        set { seconds[availability] = newValue }
    }

    /// Reads a duration such as `90s`, `15m`, `24h` or `7d`, in seconds.
    ///
    /// - Returns: `nil` for anything else, and for less than a second or more than ten years.
    package static func read(_ text: String) -> TimeInterval? {
        let units: [Character: Double] = ["s": 1, "m": 60, "h": 3600, "d": 86_400]
        guard let last = text.last, let unit = units[last],
            text.dropLast().allSatisfy({ $0.isASCII && $0.isNumber || $0 == "." }),
            let number = Double(text.dropLast()),
            (1...315_360_000).contains(number * unit)
        else { return nil }
        return number * unit
    }
}
