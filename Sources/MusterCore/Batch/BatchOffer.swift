package import Foundation

/// What a batch would cost at OpenRouter's Batch API.
package struct BatchOffer: Sendable, Hashable {
    /// The upper limit in US dollars; a model that is not offered there counts at its own price.
    package let maximumCost: Decimal
    /// The same at the models' own prices.
    package let ownCost: Decimal
    /// The models to ask that are offered, of how many.
    package let offered: Int
    package let models: Int

    /// `nil` if no model still to be asked is offered, or a price is unknown.
    init?(_ plan: BatchPlan) {
        let itemsByModel = Dictionary(grouping: plan.items, by: \.modelID)
        let asked = plan.models.map(\.model).filter { itemsByModel[$0.id] != nil }
        offered = asked.count { $0.batchPrices != nil }
        models = asked.count
        guard offered > 0 else { return nil }
        var (batch, own): (Decimal, Decimal) = (0, 0)
        for model in asked {
            for item in itemsByModel[model.id] ?? [] {
                let tokens = item.prompt.tokens.most
                let answer = plan.options.maxTokens
                guard let cost = model.cost(promptTokens: tokens, completionTokens: answer) else {
                    return nil
                }
                own += cost
                guard let prices = model.batchPrices else {
                    batch += cost
                    continue
                }
                guard let prompt = prices.prompt, let completion = prices.completion else {
                    return nil
                }
                batch += prompt.perToken * Decimal(tokens) + completion.perToken * Decimal(answer)
            }
        }
        (maximumCost, ownCost) = (batch, own)
    }

    package var comparison: BatchPrices.Comparison {
        if maximumCost > ownCost { return .dearer }
        if maximumCost == ownCost { return .same }
        return maximumCost * 2 == ownCost ? .half : .cheaper
    }

    /// For example `by the Batch API at most about $0.008, half`.
    package var words: String {
        let some = offered < models ? "; it offers \(offered) of \(models) models" : ""
        return "by the Batch API at most about $\(maximumCost.roundedUp), "
            + "\(comparison.rawValue)\(some)"
    }
}
