package import Foundation

/// The outcome of checking one model.
package struct CheckResult: Sendable, Hashable {
    package var evidence: Evidence
    /// Whether one endpoint was asked and no other, so that the finding is about that one.
    package var isOfEndpoint = false
    /// The model with its new verdict, once the observation is stored.
    package var model: Model?
    /// Findings of the probes, in the order of the plan.
    package var probes: [Evidence] = []
    package var attempts: [Attempt] = []
    package var failure: ServiceFailure?

    package var requestCount: Int {
        guard evidence.kind == .endpoints else { return attempts.count + probes.count }
        // What the catalog's row tells takes no time.
        return evidence.latencyMilliseconds == nil ? 0 : 1
    }

    /// Whether this check gave an answer by itself, regardless of older evidence.
    package var isConclusive: Bool {
        evidence.finding != .inconclusive && evidence.finding != .limited
    }

    /// Whether it found a no that no later check will change by itself.
    ///
    /// An answer proves the contrary, even of a model that the catalog no longer lists.
    package var isDead: Bool {
        verdict.isNo && verdict.availability == .unavailable && evidence.finding != .answered
    }

    /// The verdict from all evidence, or from this check alone if nothing was stored.
    package var verdict: Verdict {
        let own = isOfEndpoint ? nil : model?.verdict
        return own ?? .judge([evidence], isListed: true, now: evidence.observedAt)
    }

    /// The reason for the verdict, plus this check's finding if that did not decide.
    package var detail: String {
        // Stored times are rounded to milliseconds.
        let age = verdict.checkedAt.map { abs($0.timeIntervalSince(evidence.observedAt)) } ?? 1
        let decided = age < 0.001 && verdict.kind == evidence.kind
        // What the account's catalog leaves out was not asked at all.
        if decided || evidence.kind == .catalog { return verdict.reason }
        return "\(verdict.reason); this time: \(evidence.detail.paragraph)"
    }
}

extension CheckResult {
    /// The result for a model that is not asked, because the account's catalog leaves it out.
    package init(excluded model: Model, now: Date) {
        var evidence = Evidence(
            modelID: model.id,
            observedAt: now,
            kind: .catalog,
            finding: .excluded,
            cause: .notForKey,
            detail: model.verdict.reason
        )
        evidence.trouble = .account
        self.init(evidence: evidence, model: model)
    }
}
