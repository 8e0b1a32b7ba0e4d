/// How a model's last answers were: what can be expected of the next.
package struct PastPerformance: Sendable, Hashable {
    /// The median of the milliseconds that an answer took.
    package var medianMilliseconds: Int
    /// The mean of the tokens that it had; `nil` where the service did not say.
    package var meanCompletionTokens: Int?

    /// Creates a summary.
    package init(medianMilliseconds: Int, meanCompletionTokens: Int? = nil) {
        self.medianMilliseconds = medianMilliseconds
        self.meanCompletionTokens = meanCompletionTokens
    }
}
