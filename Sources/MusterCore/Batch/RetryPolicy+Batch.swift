extension RetryPolicy {
    /// For a batch, where nobody waits for one answer: a service that refuses every other request
    /// is to answer all of them in the end.
    package static let batch: RetryPolicy = {
        var policy = RetryPolicy.standard
        policy.attemptLimit = 24
        policy.retryLimit = 10
        policy.totalWaitLimit = .seconds(300)
        return policy
    }()
}
