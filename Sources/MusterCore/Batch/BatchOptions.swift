package import Foundation

/// What the user wants of a batch apart from its prompts and models.
package struct BatchOptions: Sendable, Hashable {
    /// The most requests at once unless the user says otherwise.
    package static let defaultConcurrency = 4
    /// The most requests at once that may be asked for.
    package static let concurrencyLimit = 64

    /// The most requests at once.
    package var concurrency: Int
    /// The most US dollars that all runs of the batch together may spend.
    package var maximumCost: Decimal?
    /// The longest answer in tokens.
    package var maxTokens: Int
    /// Whether what failed in an earlier run is asked again.
    package var retriesFailed: Bool

    /// Creates options.
    package init(
        concurrency: Int = Self.defaultConcurrency,
        maximumCost: Decimal? = nil,
        maxTokens: Int = GenerationRequest.defaultMaxTokens,
        retriesFailed: Bool = false
    ) {
        self.concurrency = concurrency
        self.maximumCost = maximumCost
        self.maxTokens = maxTokens
        self.retriesFailed = retriesFailed
    }
}
