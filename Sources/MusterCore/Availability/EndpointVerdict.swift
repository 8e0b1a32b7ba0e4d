package import Foundation

extension Endpoint {
    /// What is known of this endpoint alone: its last completion that still counts, else its list.
    ///
    /// A completion counts if it asked for this endpoint by its tag, or if no other endpoint of the
    /// list is of the provider that answered.
    package func availability(
        among endpoints: [Endpoint],
        evidence: [Evidence],
        now: Date,
        lifetimes: VerdictLifetimes = VerdictLifetimes()
    ) -> Availability {
        let isOnly = endpoints.count { $0.provider == provider } == 1
        let last = evidence.filter { piece in
            guard piece.kind == .completion, piece.capability == nil,
                piece.finding != .inconclusive
            else { return false }
            if let asked = piece.endpoint { return asked == tag }
            return isOnly && piece.provider == provider && piece.finding == .answered
        }.max { $0.observedAt < $1.observedAt }
        if let last, now.timeIntervalSince(last.observedAt) <= lifetimes[last] {
            return last.availability
        }
        return isUp ? .reachable : .degraded
    }
}
