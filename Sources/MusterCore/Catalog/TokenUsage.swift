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

    /// A count that an answer can have had; anything else is a server's mistake, or its malice.
    package static func plausible(_ count: Int?) -> Int? {
        count.flatMap { (0...1_000_000_000_000).contains($0) ? $0 : nil }
    }

    /// Creates a usage; counts and costs that no answer can have had are left out.
    package init(
        promptTokens: Int? = nil,
        completionTokens: Int? = nil,
        reasoningTokens: Int? = nil,
        cost: Decimal? = nil
    ) {
        self.promptTokens = Self.plausible(promptTokens)
        self.completionTokens = Self.plausible(completionTokens)
        self.reasoningTokens = Self.plausible(reasoningTokens)
        // A charge of less than nothing would make room for others within a bound on the cost.
        self.cost = cost.flatMap { $0.isNaN || $0 < 0 ? nil : $0 }
    }
}
