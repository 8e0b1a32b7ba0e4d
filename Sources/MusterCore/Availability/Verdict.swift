package import Foundation

/// What the evidence says of a model: a pure function of evidence, clock and lifetimes.
package struct Verdict: Sendable, Hashable {
    /// The badge.
    package var availability: Availability
    /// Why, in words; it may quote remote text.
    package var reason: String
    /// When the evidence behind it was gathered; `nil` when there is none.
    package var checkedAt: Date?
    /// Whether the evidence is older than its lifetime.
    package var isStale: Bool

    /// Creates a verdict.
    package init(
        availability: Availability,
        reason: String,
        checkedAt: Date?,
        isStale: Bool
    ) {
        self.availability = availability
        self.reason = reason
        self.checkedAt = checkedAt
        self.isStale = isStale
    }

    /// The verdict on a model that nobody has asked.
    package static let neverChecked = Verdict(
        availability: .unknown,
        reason: "never checked",
        checkedAt: nil,
        isStale: false
    )

    /// Judges a model by its evidence.
    ///
    /// The newest piece that says anything decides, with three exceptions: a 429 never overwrites a
    /// definitive no; an endpoints list that is up does not take a completion's verdict away while
    /// that one holds; and what is inconclusive decides nothing.
    ///
    /// - Parameters:
    ///   - evidence: what was observed, in any order; of each kind the newest that says anything is
    ///     enough.
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
        let telling = evidence.filter { $0.finding != .inconclusive }
            .sorted { $0.observedAt > $1.observedAt }
        var deciding = telling.first
        if deciding?.finding == .limited {
            deciding = telling.first { $0.finding == .refused } ?? deciding
            // An answer after the refusal has overtaken it.
            if let refusal = deciding, refusal.finding == .refused,
                telling.contains(where: {
                    $0.finding != .limited && $0.observedAt > refusal.observedAt
                })
            {
                deciding = telling.first
            }
        } else if deciding?.finding == .reachable {
            let answer = telling.first { $0.kind == .completion }
            if let answer, answer.finding == .answered,
                now.timeIntervalSince(answer.observedAt) <= lifetimes.seconds(of: .verified)
            {
                deciding = answer
            }
        }
        return judge(deciding, isListed: isListed, now: now, lifetimes: lifetimes)
    }

    /// Judges a model by the one piece of evidence that decides, if any.
    ///
    /// - Parameters:
    ///   - evidence: the piece that decides.
    ///   - isListed: whether the last catalog had the model.
    ///   - now: the time to judge at.
    ///   - lifetimes: how long each verdict holds.
    /// - Returns: the verdict.
    package static func judge(
        _ evidence: Evidence?,
        isListed: Bool,
        now: Date,
        lifetimes: VerdictLifetimes = VerdictLifetimes()
    ) -> Verdict {
        guard isListed else {
            return Verdict(
                availability: .unavailable,
                reason: "gone from the catalog",
                checkedAt: evidence?.observedAt,
                isStale: false
            )
        }
        guard let evidence else { return .neverChecked }
        let availability = Availability(evidence.finding)
        return Verdict(
            availability: availability,
            reason: evidence.detail,
            checkedAt: evidence.observedAt,
            isStale: now.timeIntervalSince(evidence.observedAt)
                > lifetimes.seconds(of: availability)
        )
    }
}

extension Availability {
    /// What a finding says by itself.
    fileprivate init(_ finding: Evidence.Finding) {
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
