/// What a check of one model found.
package struct CheckResult: Sendable, Hashable {
    /// The observation, ready to be stored.
    package var evidence: Evidence
    /// The cause in one word: `answered`, `endpoints_up`, or the kind of the failure.
    package var reason: String
    /// Every request that was sent, for a deep check.
    package var attempts: [Attempt]
    /// The failure behind it, where there was one.
    package var failure: ServiceFailure?

    /// Creates a result.
    package init(
        evidence: Evidence,
        reason: String,
        attempts: [Attempt] = [],
        failure: ServiceFailure? = nil
    ) {
        self.evidence = evidence
        self.reason = reason
        self.attempts = attempts
        self.failure = failure
    }
}
