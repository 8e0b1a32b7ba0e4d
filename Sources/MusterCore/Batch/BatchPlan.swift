package import Foundation

/// What is left to ask of a batch, given what its results hold already.
package struct BatchPlan: Sendable {
    /// The models, in the order of the slate.
    package let models: [BatchModel]
    /// What the user wants.
    package let options: BatchOptions
    /// What is to be asked, prompt by prompt.
    package let items: [BatchItem]
    /// The results of earlier runs that still count: one for each prompt and model at most.
    package let earlier: [BatchResult]
    /// How many results belong to prompts or models that this batch does not have.
    package let strayCount: Int
    /// US dollars that earlier runs spent, as far as the service said.
    package let spent: Decimal

    /// Plans a batch.
    ///
    /// - Parameters:
    ///   - prompts: what is asked.
    ///   - models: of whom.
    ///   - options: what the user wants.
    ///   - results: what the results file holds, in its order; of several for one prompt and model
    ///     the last counts, unless an earlier one was answered.
    ///   - path: the results file, for saying what is wrong with it.
    /// - Throws: `BatchError.otherPrompt` when a prompt changed since it was answered, and
    ///   `unpriced` when a bound on the cost cannot be kept.
    package init(
        prompts: [BatchPrompt],
        models: [BatchModel],
        options: BatchOptions,
        results: [BatchResult] = [],
        path: String = ""
    ) throws(BatchError) {
        self.models = models
        self.options = options
        let promptsByID = Dictionary(uniqueKeysWithValues: prompts.map { ($0.id, $0) })
        let ids = Set(models.map(\.model.id))
        var known: [BatchResult.Key: BatchResult] = [:]
        var strayCount = 0
        for result in results {
            guard let prompt = promptsByID[result.key.promptID], ids.contains(result.key.modelID)
            else {
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

/// One prompt that is to be asked of one model.
package struct BatchItem: Sendable, Hashable {
    /// The prompt.
    package var prompt: BatchPrompt
    /// The model.
    package var modelID: ModelID
    /// Whether it counts against the free tier's pace and day.
    package var isFree = false
    /// The most that it may cost in US dollars, whoever answers; `nil` where nobody knows.
    package var maximumCost: Decimal?
}
