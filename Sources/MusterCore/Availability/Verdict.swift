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

    /// Judges a model by its newest evidence that says anything.
    ///
    /// - Parameters:
    ///   - evidence: the newest evidence that is not inconclusive, if any.
    ///   - isListed: whether the last catalog had the model; one that is gone is unavailable.
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
        let availability: Availability =
            switch evidence.finding {
            case .answered: .verified
            case .limited: .limited
            case .refused: .unavailable
            case .inconclusive: .unknown
            }
        return Verdict(
            availability: availability,
            reason: evidence.detail,
            checkedAt: evidence.observedAt,
            isStale: now.timeIntervalSince(evidence.observedAt)
                > lifetimes.seconds(of: availability)
        )
    }
}
