package import Foundation

/// The part of a batch still to be asked, given the results so far.
package struct BatchPlan: Sendable {
    /// Models in the order of the slate.
    package let models: [BatchModel]
    package let options: BatchOptions
    package let items: [BatchItem]
    /// Where the text of the prompts is.
    package let source: PromptSource
    /// Valid results of earlier runs: at most one for each prompt and model.
    package let earlier: [BatchResult]
    /// Results of earlier runs that a later one replaces, which were paid for too.
    package let superseded: [BatchResult]
    /// Results for prompts or models that are not in this batch.
    package let strayCount: Int
    /// US dollars spent by earlier runs; an answer without a reported cost counts as the dearest
    /// possible.
    package let spent: Decimal

    /// Plans a batch; `path` only serves error messages.
    ///
    /// Of several results for one prompt and model the last counts, unless an earlier one was
    /// answered. Throws `BatchError.otherPrompt` if a prompt changed since it was answered, and
    /// `unpriced` if a cost limit cannot be enforced.
    package init(
        prompts: [BatchPrompt],
        source: PromptSource = .memory,
        models: [BatchModel],
        options: BatchOptions,
        results: [BatchResult] = [],
        path: String = ""
    ) throws(BatchError) {
        self.models = models
        self.source = source
        self.options = options
        let promptsByID = Dictionary(uniqueKeysWithValues: prompts.map { ($0.id, $0) })
        let modelsByID = Dictionary(models.map { ($0.model.id, $0) }) { first, _ in first }
        var known: [BatchResult.Key: BatchResult] = [:]
        var superseded: [BatchResult] = []
        var spent: Decimal = 0
        var strayCount = 0
        for result in results {
            guard let prompt = promptsByID[result.key.promptID],
                let model = modelsByID[result.key.modelID]
            else {
                spent += result.cost ?? 0
                strayCount += 1
                continue
            }
            let bound = model.maximumCost(prompt, maxTokens: options.maxTokens) ?? 0
            spent += result.cost ?? (result.isAnswered ? bound : 0)
            guard prompt.digest == result.digest else {
                throw .otherPrompt(id: prompt.id.description, path: path)
            }
            if known[result.key]?.isAnswered == true {
                superseded.append(result)
            } else if let last = known.updateValue(result, forKey: result.key) {
                superseded.append(last)
            }
        }
        (self.strayCount, self.spent) = (strayCount, spent)
        if options.retriesFailed {
            superseded += known.values.filter { !$0.isAnswered }
            known = known.filter(\.value.isAnswered)
        }
        self.superseded = superseded
        var items: [BatchItem] = []
        var earlier: [BatchResult] = []
        for prompt in prompts {
            for model in models {
                guard options.shard?.contains(prompt.id, model.model.id) ?? true else { continue }
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
                        maximumCost: cost,
                        isBounded: options.maximumCost != nil
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
    /// Whether the batch has a bound on its cost.
    package var isBounded = false
}
