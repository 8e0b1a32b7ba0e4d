import Foundation

/// What a check of one model found.
package struct CheckResult: Sendable, Hashable {
    /// The observation, ready to be stored.
    package var evidence: Evidence
    /// The model with the verdict that all evidence now gives, once the observation is stored.
    package var model: Model?
    /// What the probes found, in the order of the plan.
    package var probes: [Evidence] = []
    /// Every request that was sent, for a deep check.
    package var attempts: [Attempt] = []
    /// The failure behind it, where there was one.
    package var failure: ServiceFailure?

    /// How many requests it took.
    package var requestCount: Int {
        evidence.kind == .endpoints ? 1 : attempts.count + probes.count
    }

    /// Whether this check itself gave an answer, whatever older evidence says.
    package var isConclusive: Bool {
        evidence.finding != .inconclusive && evidence.finding != .limited
    }

    /// The verdict that all evidence gives; that of this check alone when nothing was stored.
    package var verdict: Verdict {
        model?.verdict ?? .judge([evidence], isListed: true, now: evidence.observedAt)
    }

    /// Why the verdict is what it is, and what this check found where that did not decide.
    package var detail: String {
        // The stored time has milliseconds.
        let age = verdict.checkedAt.map { abs($0.timeIntervalSince(evidence.observedAt)) } ?? 1
        let decided = age < 0.001 && verdict.kind == evidence.kind
        return decided ? verdict.reason : "\(verdict.reason); this time: \(evidence.detail)"
    }
}
