package import Foundation

/// A model of a batch, with the models that are asked when it does not answer.
package struct BatchModel: Sendable, Hashable {
    /// The model.
    package var model: Model
    /// What is asked in its place, in this order.
    package var fallbacks: [Model]

    /// Creates a model of a batch.
    package init(_ model: Model, fallbacks: [Model] = []) {
        self.model = model
        self.fallbacks = fallbacks
    }

    /// The request for one prompt.
    func request(_ prompt: BatchPrompt, maxTokens: Int) -> GenerationRequest {
        var request = GenerationRequest(
            modelID: model.id,
            huggingFaceID: model.huggingFaceID,
            isFree: model.isFree,
            systemPrompt: prompt.system,
            prompt: prompt.prompt,
            maxTokens: maxTokens
        )
        for fallback in fallbacks { request.addFallback(fallback) }
        return request
    }

    /// The most that an answer may cost, whoever gives it; `nil` where a price is not known.
    package func maximumCost(_ prompt: BatchPrompt, maxTokens: Int) -> Decimal? {
        var most: Decimal = 0
        for model in [model] + fallbacks where !model.isDisabled {
            let cost = Self.cost(
                of: model,
                promptTokens: prompt.maximumTokens,
                completionTokens: maxTokens
            )
            guard let cost else { return nil }
            most = max(most, cost)
        }
        return most
    }

    /// What tokens of a model cost; `nil` where its price is not known.
    static func cost(of model: Model, promptTokens: Int, completionTokens: Int) -> Decimal? {
        if model.isFree { return 0 }
        guard let prompt = model.promptPrice, let completion = model.completionPrice else {
            return nil
        }
        return (model.requestPrice?.perToken ?? 0) + prompt.perToken * Decimal(promptTokens)
            + completion.perToken * Decimal(completionTokens)
    }
}

extension BatchPrompt {
    /// Tokens around a prompt: roles, separators, a chat template.
    private static let frame = 64

    /// A byte is a token at most.
    var maximumTokens: Int { prompt.utf8.count + (system?.utf8.count ?? 0) + Self.frame }

    /// About as many tokens as it has: four bytes of English make one.
    var likelyTokens: Int { (prompt.utf8.count + (system?.utf8.count ?? 0)) / 4 + 8 }
}
