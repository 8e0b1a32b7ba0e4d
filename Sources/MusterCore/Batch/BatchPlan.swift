package import Foundation

/// The part of a batch still to be asked, given the results so far.
package struct BatchPlan: Sendable {
    /// Models in the order of the slate.
    package let models: [BatchModel]
    package let options: BatchOptions
    package let items: [BatchItem]
    /// Valid results of earlier runs: at most one for each prompt and model.
    package let earlier: [BatchResult]
    /// Results for prompts or models that are not in this batch.
    package let strayCount: Int
    /// US dollars spent by earlier runs, as far as the service reported them.
    package let spent: Decimal

    /// Plans a batch; `path` only serves error messages.
    ///
    /// Of several results for one prompt and model the last counts, unless an earlier one was
    /// answered. Throws `BatchError.otherPrompt` if a prompt changed since it was answered, and
    /// `unpriced` if a cost limit cannot be enforced.
    package init(
        prompts: [BatchPrompt],
        models: [BatchModel],
        options: BatchOptions,
        results: [BatchResult] = [],
        path: String = ""
    ) throws(BatchError) {
        self.models = models
        self.options = options
        let promptsByID = Dictionary(uniqueKeysWithValues: prompts.map { (Data($0.id.utf8), $0) })
        let ids = Set(models.map(\.model.id))
        var known: [BatchResult.Key: BatchResult] = [:]
        var strayCount = 0
        for result in results {
            let id = Data(result.key.promptID.utf8)
            guard let prompt = promptsByID[id], ids.contains(result.key.modelID) else {
                strayCount += 1
                continue
            }
            guard prompt.digest == result.digest else {
                throw .otherPrompt(id: prompt.id, path: path)
            }
            if known[result.key]?.isAnswered != true { known[result.key] = result }
        }
        self.strayCount = strayCount
        spent = results.reduce(0) { $0 + ($1.cost ?? 0) }
        if options.retriesFailed { known = known.filter(\.value.isAnswered) }
        var items: [BatchItem] = []
        var earlier: [BatchResult] = []
        for prompt in prompts {
            for model in models {
                let key = BatchResult.Key(promptID: prompt.id, modelID: model.model.id)
                if let result = known[key] {
                    earlier.append(result)
                    continue
                }
                let cost = model.maximumCost(prompt, maxTokens: options.maxTokens)
                if options.maximumCost != nil, cost == nil { throw .unpriced(model.model.id) }
                items.append(
                    BatchItem(
                        prompt: prompt,
                        modelID: model.model.id,
                        isFree: model.model.isFree,
                        maximumCost: cost
                    )
                )
            }
        }
        self.items = items
        self.earlier = earlier
    }
}

/// One prompt for one model.
package struct BatchItem: Sendable, Hashable {
    package var prompt: BatchPrompt
    package var modelID: ModelID
    /// Whether it counts against the free tier's rate and daily quota.
    package var isFree = false
    /// The most it may cost in US dollars, whichever model answers; `nil` if unknown.
    package var maximumCost: Decimal?
}
