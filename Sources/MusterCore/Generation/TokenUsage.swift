package import Foundation

/// Tokens and cost of a completion.
package struct TokenUsage: Sendable, Hashable {
    package var promptTokens: Int?
    /// Tokens of the answer, including reasoning.
    package var completionTokens: Int?
    package var reasoningTokens: Int?
    /// US dollars charged; streams of 2024 omit it.
    package var cost: Decimal?

    /// Drops impossible token counts, which are a server's mistake or malice.
    package static func plausible(_ count: Int?) -> Int? {
        count.flatMap { (0...1_000_000_000_000).contains($0) ? $0 : nil }
    }

    /// Drops impossible counts and costs.
    package init(
        promptTokens: Int? = nil,
        completionTokens: Int? = nil,
        reasoningTokens: Int? = nil,
        cost: Decimal? = nil
    ) {
        self.promptTokens = Self.plausible(promptTokens)
        self.completionTokens = Self.plausible(completionTokens)
        self.reasoningTokens = Self.plausible(reasoningTokens)
        // A negative charge would make room under the cost limit.
        self.cost = cost.flatMap { $0.isNaN || $0 < 0 ? nil : $0 }
    }
}

extension TokenUsage {
    /// The usage of several requests, as far as it is known; `nil` if none is.
    init?(sum all: [TokenUsage?]) {
        let known = all.compactMap { $0 }
        guard !known.isEmpty else { return nil }
        func sum<Number: Numeric>(_ part: KeyPath<TokenUsage, Number?>) -> Number? {
            let numbers = known.compactMap { $0[keyPath: part] }
            return numbers.isEmpty ? nil : numbers.reduce(0, +)
        }
        self.init(
            promptTokens: sum(\.promptTokens),
            completionTokens: sum(\.completionTokens),
            reasoningTokens: sum(\.reasoningTokens),
            cost: sum(\.cost)
        )
    }

    /// This usage with what a later report of the same request adds or replaces.
    func updated(by later: TokenUsage) -> TokenUsage {
        TokenUsage(
            promptTokens: later.promptTokens ?? promptTokens,
            completionTokens: later.completionTokens ?? completionTokens,
            reasoningTokens: later.reasoningTokens ?? reasoningTokens,
            cost: later.cost ?? cost
        )
    }
}
