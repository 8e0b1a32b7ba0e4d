package import MusterCore

extension RetryPolicy {
    /// The standard one without a watch over the stream: for tests whose time stands still while
    /// the simulator's does not.
    package static let unwatched: RetryPolicy = {
        var policy = RetryPolicy.standard
        policy.firstTokenLimit = nil
        policy.stallLimit = nil
        return policy
    }()
}
