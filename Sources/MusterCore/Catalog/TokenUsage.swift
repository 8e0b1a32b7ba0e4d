package import Foundation

/// What a completion used.
package struct TokenUsage: Sendable, Hashable {
    /// Tokens of the prompt.
    package var promptTokens: Int?
    /// Tokens of the answer, those of the reasoning included.
    package var completionTokens: Int?
    /// Tokens of the reasoning alone.
    package var reasoningTokens: Int?
    /// US dollars charged; the streams of 2024 do not say.
    package var cost: Decimal?

    /// Creates a usage.
    package init(
        promptTokens: Int? = nil,
        completionTokens: Int? = nil,
        reasoningTokens: Int? = nil,
        cost: Decimal? = nil
    ) {
        self.promptTokens = promptTokens
        self.completionTokens = completionTokens
        self.reasoningTokens = reasoningTokens
        self.cost = cost
    }
}
