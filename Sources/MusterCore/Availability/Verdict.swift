package import Foundation

/// A judgement about a model: a pure function of evidence, clock and lifetimes.
package struct Verdict: Sendable, Hashable {
    package var availability: Availability
    /// The reason in words, which may quote remote text.
    package var reason: String
    package var cause: Evidence.Cause
    /// Whose trouble keeps the model from answering; `nil` without any.
    package var trouble: Trouble?
    /// The kind of evidence that decided; `nil` without evidence.
    package var kind: Evidence.Kind?
    /// The date of the deciding evidence; `nil` without evidence.
    package var checkedAt: Date?
    /// The expiry date; `nil` if the verdict never expires.
    package var expiresAt: Date?
    /// Whether the verdict had expired when it was judged.
    package var isStale: Bool

    package init(
        availability: Availability,
        reason: String,
        cause: Evidence.Cause = .unstated,
        trouble: Trouble? = nil,
        kind: Evidence.Kind? = nil,
        checkedAt: Date?,
        expiresAt: Date? = nil,
        isStale: Bool = false
    ) {
        self.availability = availability
        self.reason = reason
        self.cause = cause
        self.trouble = trouble
        self.kind = kind
        self.checkedAt = checkedAt
        self.expiresAt = expiresAt
        self.isStale = isStale
    }

    /// The verdict on a model without evidence.
    package static let neverChecked = Verdict(
        availability: .unknown,
        reason: "never checked",
        cause: .neverChecked,
        checkedAt: nil
    )

    /// The verdict on a model that the account's own catalog left out on this date.
    static func excluded(at date: Date) -> Verdict {
        Verdict(
            availability: .unavailable,
            reason: "not for this key: privacy, guardrails or allowed providers leave it out",
            cause: .notForKey,
            trouble: .account,
            kind: .catalog,
            checkedAt: date
        )
    }

    /// Whether users may rely on the model.
    package var isUsable: Bool {
        switch availability {
        case .verified, .reachable, .degraded: true
        case .limited, .unavailable, .unknown: false
        }
    }

    /// Whether asking again is pointless until the model, the account's settings or the program
    /// change.
    ///
    /// An empty account may be filled in a moment, so it is no such no.
    package var isNo: Bool {
        switch trouble {
        case .model: availability == .unavailable
        case .account: availability == .unavailable && !cause.holdsForEveryModel
        case .program: true
        case .request, .moment, .way, nil: false
        }
    }

    package var isDue: Bool { checkedAt == nil || isStale }

    /// Judges a model by its evidence.
    ///
    /// - Parameters:
    ///   - evidence: observations in any order; the newest of each kind and finding is enough.
    ///   - isListed: whether the last catalog had the model; a model dropped from it is
    ///     unavailable.
    ///   - now: the time of the judgement.
    ///   - account: who asks; what excluded another account says nothing.
    ///   - membership: what the account's own catalog says of the model, if the service told.
    ///   - lifetimes: how long each verdict stays valid.
    /// - Returns: the verdict.
    package static func judge(
        _ evidence: [Evidence],
        isListed: Bool,
        now: Date,
        account: Account = .anonymous,
        membership: CatalogMembership? = nil,
        lifetimes: VerdictLifetimes = VerdictLifetimes()
    ) -> Verdict {
        let telling = evidence.filter { piece in
            guard piece.capability == nil else { return false }
            guard piece.finding == .excluded, piece.trouble == .account else { return true }
            return piece.account == account && !piece.isLifted(by: membership)
        }
        let deciding = deciding(telling, now, account, lifetimes)
        guard isListed else {
            return Verdict(
                availability: .unavailable,
                reason: "gone from the catalog",
                cause: .gone,
                trouble: .model,
                kind: .catalog,
                checkedAt: deciding?.observedAt
            )
        }
        if let membership, !membership.isIncluded,
            deciding?.outlasts(exclusion: membership.date, of: account) != true
        {
            return .excluded(at: membership.date)
        }
        guard let deciding else { return .neverChecked }
        let expiresAt = deciding.observedAt.addingTimeInterval(lifetimes[deciding])
        return Verdict(
            availability: deciding.availability,
            reason: deciding.verdictPrefix + deciding.detail.paragraph,
            cause: deciding.cause,
            trouble: deciding.trouble,
            kind: deciding.kind,
            checkedAt: deciding.observedAt,
            expiresAt: expiresAt,
            isStale: now > expiresAt
        )
    }

    /// Picks the piece of evidence that decides.
    ///
    /// Completions and endpoints lists are settled separately. An endpoints list shows what is
    /// offered, not what answers, so it does not overrule a completion that is still valid unless
    /// the list says no. Inconclusive evidence decides only if there is no other.
    private static func deciding(
        _ evidence: [Evidence],
        _ now: Date,
        _ account: Account,
        _ lifetimes: VerdictLifetimes
    ) -> Evidence? {
        let ordered = evidence.sorted { $0.observedAt > $1.observedAt }
        let telling = ordered.filter { $0.finding != .inconclusive }
        func holds(_ piece: Evidence) -> Bool {
            let age = now.timeIntervalSince(piece.observedAt)
            return age <= lifetimes[piece]
        }
        let list = telling.first { $0.kind != .completion }
        var completions = telling.filter { $0.kind == .completion }
        if completions.contains(where: { $0.isOfSettings && holds($0) }) {
            // That another account was answered does not open the model to this one.
            completions.removeAll { $0.finding == .answered && $0.account != account }
        }
        guard let answer = answer(completions, holds) else { return list ?? ordered.first }
        guard let list else { return answer }
        if list.observedAt > answer.observedAt {
            let isDefinitive = list.finding == .refused
            let isWorse = list.finding == .degraded && answer.finding != .refused
            return !isDefinitive && !isWorse && holds(answer) ? answer : list
        }
        guard answer.isPassing else { return answer }
        // A 429 says less than a definitive no that no later answer has overtaken, and it expires.
        let settled = completions.first { !$0.isPassing }
        let isOvertaken = settled.map { $0.observedAt > list.observedAt } ?? false
        if list.finding == .refused { return isOvertaken ? answer : list }
        return !holds(answer) && holds(list) ? list : answer
    }

    /// Picks the deciding completion: the newest, except that a 429 or an empty account never
    /// overrides a definitive no, nor, once expired, an older answer that is still valid.
    private static func answer(
        _ completions: [Evidence],
        _ holds: (Evidence) -> Bool
    ) -> Evidence? {
        guard let newest = completions.first, newest.isPassing,
            let settled = completions.first(where: { !$0.isPassing })
        else { return completions.first }
        let yields = settled.isNo || (!holds(newest) && holds(settled))
        return yields ? settled : newest
    }
}

/// What an account's own catalog said of a model.
package struct CatalogMembership: Sendable, Hashable {
    package var date: Date
    package var isIncluded: Bool
}

extension Evidence {
    /// The availability that it implies by itself.
    package var availability: Availability {
        switch finding {
        case .answered: .verified
        case .reachable: .reachable
        case .degraded: .degraded
        case .limited: .limited
        case .refused: .unavailable
        case .excluded: trouble == .program ? .unknown : .unavailable
        case .inconclusive: .unknown
        }
    }

    /// Whether it passes within minutes, so that it says little: a limit, or an empty account.
    fileprivate var isPassing: Bool {
        finding == .limited || finding == .excluded && cause.holdsForEveryModel
    }

    /// Whether the account's settings excluded the model, not an empty account.
    fileprivate var isOfSettings: Bool {
        finding == .excluded && trouble == .account && !isPassing
    }

    /// Whether the settings have changed since: the account's own catalog has the model now.
    ///
    /// That catalog knows nothing of regions, terms and keys at providers.
    fileprivate func isLifted(by membership: CatalogMembership?) -> Bool {
        guard let membership, membership.isIncluded else { return false }
        return isOfSettings && cause == Cause(.filteredEndpoints) && membership.date > observedAt
    }

    /// Whether it says more than that the account's catalog left the model out at that time: that
    /// it is dead, or that this account was answered since.
    fileprivate func outlasts(exclusion date: Date, of account: Account) -> Bool {
        finding == .refused
            || finding == .answered && self.account == account && observedAt > date
    }

    fileprivate var isNo: Bool { finding == .refused || finding == .excluded }

    fileprivate var verdictPrefix: String {
        switch finding {
        case .inconclusive: "no clear answer: "
        case .excluded where trouble == .account: "not for this key: "
        default: ""
        }
    }
}

extension Evidence.Cause {
    /// Whether it is the key or the credit, not the account's settings for one model.
    var holdsForEveryModel: Bool {
        ServiceFailure.Kind(rawValue: rawValue)?.holdsForEveryModel ?? false
    }
}

/// A model's readiness to answer.
package enum Availability: String, Sendable, CaseIterable {
    /// A completion succeeded.
    case verified
    case reachable
    /// Endpoints exist, but all are marked down or have a low uptime.
    case degraded
    /// The last answer was 429: the model exists, but the quota is spent or the provider is busy.
    case limited
    /// A definitive no: an invalid ID on every route, no endpoints, or gone from the catalog.
    case unavailable
    /// Never checked, or only inconclusive evidence such as timeouts.
    case unknown
}

/// The time each verdict stays valid before it is shown as stale.
package struct VerdictLifetimes: Sendable, Hashable {
    /// Lifetimes in seconds; a verdict without an entry never expires.
    private var seconds: [Availability: TimeInterval] = [
        // Trust a model that answered for a day.
        .verified: 24 * 3600,
        // An endpoints list is a snapshot of the last half hour.
        .reachable: 3600,
        .degraded: 3600,
        // Rate limits pass within minutes.
        .limited: 15 * 60,
        // Ask again a day after a definitive no: providers come back.
        .unavailable: 24 * 3600,
        // An unclear answer is no reason to wait long for a clear one.
        .unknown: 15 * 60,
    ]

    package init() {}

    package subscript(availability: Availability) -> TimeInterval {
        get { seconds[availability] ?? .infinity }
        set { seconds[availability] = newValue }
    }

    /// The lifetime of what a piece of evidence implies.
    subscript(evidence: Evidence) -> TimeInterval {
        if evidence.isPassing { return self[.limited] }
        return self[evidence.isNo ? .unavailable : evidence.availability]
    }

    /// Parses a duration such as `90s`, `15m`, `24h` or `7d` into seconds.
    ///
    /// Returns `nil` for any other form, and outside the range from one second to ten years.
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
