import Foundation

extension PriceList {
    /// How prices at OpenRouter's Batch API compare with the model's own.
    package enum Comparison: String, Sendable, CaseIterable {
        /// Exactly half of both prices.
        case half
        case cheaper
        case same = "the same"
        /// At least one of the two prices is higher.
        case dearer
    }

    /// By the prices of tokens; `nil` if one is unknown.
    package func comparison(to model: Model) -> Comparison? {
        guard let prompt, let completion, let fullPrompt = model.promptPrice,
            let fullCompletion = model.completionPrice
        else { return nil }
        if prompt > fullPrompt || completion > fullCompletion { return .dearer }
        if prompt == fullPrompt, completion == fullCompletion { return .same }
        let isHalf =
            prompt.perToken * 2 == fullPrompt.perToken
            && completion.perToken * 2 == fullCompletion.perToken
        return isHalf ? .half : .cheaper
    }
}

extension [Model] {
    /// Gives each model the prices of its batch-only row among them, `x:batch`.
    ///
    /// A listed model's prices hold; a row that is gone has none to offer.
    mutating func attachBatchPrices() {
        var prices: [ModelID: PriceList] = [:]
        for model in self where model.id.isBatchOnly && model.isListed {
            prices[model.id.base] = model.prices
        }
        guard !prices.isEmpty else { return }
        for index in indices { self[index].batchPrices = prices[self[index].id] }
    }
}
