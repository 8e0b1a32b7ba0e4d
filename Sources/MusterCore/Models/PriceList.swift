package import Foundation

/// What a model's tokens and requests cost.
package struct PriceList: Sendable, Hashable {
    package var prompt: Price?
    package var completion: Price?
    /// The fee per request.
    package var request: Price?
    package var overrides: [PriceOverride]

    package init(
        prompt: Price?,
        completion: Price?,
        request: Price? = nil,
        overrides: [PriceOverride] = []
    ) {
        self.prompt = prompt
        self.completion = completion
        self.request = request
        self.overrides = overrides
    }

    /// What tokens cost in US dollars at the dearest time of day; `nil` if the price is unknown or
    /// varies.
    func cost(promptTokens: Int, completionTokens: Int) -> Decimal? {
        guard let prompt, let completion else { return nil }
        // Between two of these minutes no price changes.
        let minutes = Set(overrides.compactMap(\.hours).flatMap { [$0.start, $0.end] } + [0])
        let costs = minutes.map { minute in
            var price = (prompt: prompt, completion: completion, request: request)
            for override in overrides
            where override.applies(promptTokens: promptTokens, minute: minute) {
                price.prompt = override.prompt ?? price.prompt
                price.completion = override.completion ?? price.completion
                price.request = override.request ?? price.request
            }
            return (price.request?.perToken ?? 0)
                + price.prompt.perToken * Decimal(promptTokens)
                + price.completion.perToken * Decimal(completionTokens)
        }
        return costs.max()
    }

    /// The most that at most so many tokens cost in US dollars; `nil` if the price is unknown or
    /// varies.
    func maximumCost(promptTokens: Int, completionTokens: Int) -> Decimal? {
        // A shorter prompt may be dearer: where a discount for long ones begins.
        let lengths =
            [promptTokens]
            + overrides.compactMap(\.minimumPromptTokens).filter { $0 <= promptTokens }
            .map { max($0 - 1, 0) }
        return lengths.compactMap { cost(promptTokens: $0, completionTokens: completionTokens) }
            .max()
    }
}

extension Model {
    package var prices: PriceList {
        PriceList(
            prompt: entry.promptPrice,
            completion: entry.completionPrice,
            request: entry.requestPrice,
            overrides: entry.overrides
        )
    }

    /// What tokens cost in US dollars at the dearest time of day; `nil` if the price is unknown or
    /// varies.
    package func cost(promptTokens: Int, completionTokens: Int) -> Decimal? {
        entry.isFree
            ? 0 : prices.cost(promptTokens: promptTokens, completionTokens: completionTokens)
    }

    /// The most that at most so many tokens may cost in US dollars, at any endpoint and time of day;
    /// `nil` if the price is unknown or varies.
    package func maximumCost(promptTokens: Int, completionTokens: Int) -> Decimal? {
        if entry.isFree { return 0 }
        let own = prices.maximumCost(promptTokens: promptTokens, completionTokens: completionTokens)
        guard let own, let prompt = endpoints?.promptPrice,
            let completion = endpoints?.completionPrice
        else { return own }
        // Another endpoint than the catalog's cheapest may answer.
        return max(
            own,
            (entry.requestPrice?.perToken ?? 0) + prompt.perToken * Decimal(promptTokens)
                + completion.perToken * Decimal(completionTokens)
        )
    }
}
