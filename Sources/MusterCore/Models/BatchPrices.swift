import Foundation

/// What a model costs at OpenRouter's Batch API: the prices of its batch-only row, `x:batch`.
package struct BatchPrices: Sendable, Hashable {
    package enum Comparison: String, Sendable, CaseIterable {
        /// Exactly half of both prices.
        case half
        case cheaper
        case same = "the same"
        /// At least one of the two prices is higher.
        case dearer
    }

    package var prompt: Price?
    package var completion: Price?

    /// In US dollars; `nil` if a price is unknown.
    func cost(promptTokens: Int, completionTokens: Int) -> Decimal? {
        guard let prompt, let completion else { return nil }
        return prompt.perToken * Decimal(promptTokens)
            + completion.perToken * Decimal(completionTokens)
    }

    /// How they compare with what the model itself costs; `nil` if a price is unknown.
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
    /// Gives each model the prices of its batch-only row among them.
    ///
    /// A listed model's prices hold; a row that is gone has none to offer.
    mutating func attachBatchPrices() {
        var prices: [ModelID: BatchPrices] = [:]
        for model in self where model.id.isBatchOnly && model.isListed {
            prices[model.id.base] = BatchPrices(
                prompt: model.promptPrice,
                completion: model.completionPrice
            )
        }
        guard !prices.isEmpty else { return }
        for index in indices { self[index].batchPrices = prices[self[index].id] }
    }
}
