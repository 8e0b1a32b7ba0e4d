package import Foundation

/// The part of a batch still to be asked, given the results so far.
package struct BatchPlan: Sendable {
    /// Models in the order of the slate.
    package let models: [BatchModel]
    package let options: BatchOptions
    /// What to ask; ``submitted`` is not among it.
    package private(set) var items: [BatchItem]
    /// What the service has already, by the name of its request.
    let submitted: [String: BatchItem]
    /// The names of requests that the service has already, of prompts or models that are not in this
    /// batch.
    let unclaimed: Set<String>
    /// Where the text of the prompts is.
    package let source: PromptSource
    /// All results of earlier runs.
    private let results: [BatchResult]
    private let earlierIndices: [Int32]
    private let supersededIndices: [Int32]
    /// Results for prompts or models that are not in this batch.
    package let strayCount: Int
    /// US dollars spent by earlier runs; whatever began to answer and has no reported cost counts as
    /// the dearest possible.
    package private(set) var spent: Decimal
    /// The most that what is submitted may cost, in US dollars.
    package let reserved: Decimal

    /// Plans a batch; `path` only serves error messages.
    ///
    /// Of several results for one prompt and model the last counts, unless an earlier one was
    /// answered. Throws `BatchError.otherPrompt` if a prompt changed since it was answered,
    /// `otherEndpoint` if another endpoint or service answered it than the batch asks, `unpriced` if a
    /// cost limit cannot be enforced, and `lostResults` if the results lack answers of the Batch API.
    package init(
        prompts: [BatchPrompt],
        source: PromptSource = .memory,
        models: [BatchModel],
        options: BatchOptions,
        results: [BatchResult] = [],
        chunks: [SubmittedChunk] = [],
        path: String = ""
    ) throws(BatchError) {
        self.models = models
        self.source = source
        self.options = options
        self.results = results
        let pairs = Pairs(prompts, models.map(\.model.id), hasResults: !results.isEmpty)
        /// The result that counts for each pair, from 1; 0 for none.
        var known = [Int32](repeating: 0, count: results.isEmpty ? 0 : prompts.count * models.count)
        var superseded: [Int32] = []
        var spent: Decimal = 0
        var strayCount = 0
        let elsewhere = options.entriesElsewhere.keyed(by: \.modelID)
        for (index, result) in results.enumerated() {
            guard let pair = pairs.index(of: result.key) else {
                let entry = elsewhere[result.key.modelID]
                spent += result.cost ?? entry?.cost(of: result, maxTokens: options.maxTokens) ?? 0
                if entry == nil { strayCount += 1 }
                continue
            }
            let prompt = prompts[pair / models.count]
            if let cost = result.cost {
                spent += cost
            } else if result.hasBegun {
                let model = models[pair % models.count]
                spent += model.maximumCost(prompt, maxTokens: options.maxTokens) ?? 0
            }
            guard prompt.digest == result.digest else {
                throw .otherPrompt(id: prompt.id.description, path: path)
            }
            if let (found, asked) = result.mismatch(with: models[pair % models.count], options) {
                let id = prompt.id.description
                throw .otherEndpoint(id: id, answered: found, asked: asked, path: path)
            }
            let last = Int(known[pair]) - 1
            if last >= 0, results[last].isAnswered {
                superseded.append(Int32(index))
            } else {
                if last >= 0 { superseded.append(Int32(last)) }
                known[pair] = Int32(index) + 1
            }
        }
        (self.strayCount, self.spent) = (strayCount, spent)
        let open = chunks.filter(\.isOpen)
        let names = Set(
            open.flatMap { chunk in
                chunk.customIDs.filter { !chunk.collected.contains($0) }
            }
        )
        reserved = open.reduce(0) { $0 + ($1.reserved ?? 0) }
        let completed = chunks.filter(\.isCompleted)
        var unanswered: Set<String> = []
        var submitted: [String: BatchItem] = [:]
        var unclaimed = names
        var items: [BatchItem] = []
        var earlier: [Int32] = []
        for (row, prompt) in prompts.enumerated() {
            for (column, model) in models.enumerated() {
                guard options.shard?.contains(prompt.id, model.model.id) ?? true else { continue }
                let result = known.isEmpty ? 0 : known[row * models.count + column]
                let isAnswered = result > 0 && results[Int(result) - 1].isAnswered
                // Of a million answered pairs, none needs its price or its name.
                if isAnswered, unclaimed.isEmpty {
                    earlier.append(result - 1)
                    continue
                }
                let item = BatchItem(prompt, model, options)
                let isSubmitted = !unclaimed.isEmpty && unclaimed.remove(item.customID) != nil
                if isAnswered {
                    earlier.append(result - 1)
                    continue
                }
                if result > 0 {
                    // What was submitted is paid for, whatever this run was told.
                    guard isSubmitted || options.retries.includes(results[Int(result) - 1]) else {
                        earlier.append(result - 1)
                        continue
                    }
                    superseded.append(result - 1)
                }
                if isSubmitted {
                    submitted[item.customID] = item
                    continue
                }
                if item.isBounded, item.maximumCost == nil { throw .unpriced(model.model.id) }
                if result == 0, !completed.isEmpty { unanswered.insert(item.customID) }
                items.append(item)
            }
        }
        for chunk in completed {
            let lost = chunk.lostAnswers(unanswered)
            if lost > 0 { throw .lostResults(chunk.jobID ?? chunk.id, count: lost, path: path) }
        }
        (self.items, self.submitted, self.unclaimed) = (items, submitted, unclaimed)
        (earlierIndices, supersededIndices) = (earlier, superseded)
    }

    /// Whether nothing is left to ask or to collect.
    package var isDone: Bool { items.isEmpty && submitted.isEmpty }

    /// The plan of what this process asks itself, with less to spend by what is submitted.
    func here(reserved: Decimal) -> BatchPlan {
        var plan = self
        plan.items.removeAll { $0.engine != .here }
        plan.spent += reserved
        return plan
    }

    /// Valid results of earlier runs: at most one for each prompt and model.
    package var earlier: some Collection<BatchResult> {
        earlierIndices.lazy.map { results[Int($0)] }
    }

    /// Results of earlier runs that a later one replaces, which were paid for too.
    package var superseded: some Collection<BatchResult> {
        supersededIndices.lazy.map { results[Int($0)] }
    }

    /// The pairs of prompt and model by their place: row by row, a prompt each.
    private struct Pairs {
        private var rows: [PromptID: Int32] = [:]
        private var columns: [ModelID: Int] = [:]
        private let width: Int

        init(_ prompts: [BatchPrompt], _ models: [ModelID], hasResults: Bool) {
            width = models.count
            guard hasResults else { return }
            rows.reserveCapacity(prompts.count)
            for (index, prompt) in prompts.enumerated() { rows[prompt.id] = Int32(index) }
            for (index, id) in models.enumerated() where columns[id] == nil { columns[id] = index }
        }

        func index(of key: BatchResult.Key) -> Int? {
            guard let row = rows[key.promptID], let column = columns[key.modelID] else {
                return nil
            }
            return Int(row) * width + column
        }
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
    /// Where it is asked.
    package var engine = BatchEngine.here

    var key: BatchResult.Key { BatchResult.Key(promptID: prompt.id, modelID: modelID) }
    /// What the request is called where many are answered at once.
    var customID: String { BatchRequestFile.customID(key, prompt.digest) }
}

extension BatchItem {
    /// The service takes what it offers in batches; the rest is asked from here.
    fileprivate init(_ prompt: BatchPrompt, _ model: BatchModel, _ options: BatchOptions) {
        self.init(
            prompt: prompt,
            modelID: model.model.id,
            isFree: model.model.isFree,
            maximumCost: nil,
            isBounded: options.maximumCost != nil
        )
        if options.engine == .openrouter, model.model.batchPrices != nil, !prompt.hasMediaInside {
            engine = .openrouter
            maximumCost = model.maximumBatchCost(prompt, maxTokens: options.maxTokens)
        } else {
            maximumCost = model.maximumCost(prompt, maxTokens: options.maxTokens)
        }
    }
}

extension SlateEntry {
    /// What a result without a reported cost took at the entry's prices: the tokens that were
    /// reported, and the highest number for an answer of which nothing was.
    fileprivate func cost(of result: BatchResult, maxTokens: Int) -> Decimal {
        guard result.hasBegun else { return 0 }
        let prompt = Decimal(result.promptTokens ?? 0) * (promptPrice?.perToken ?? 0)
        let answer =
            Decimal(result.completionTokens ?? maxTokens) * (completionPrice?.perToken ?? 0)
        return prompt + answer
    }
}

extension BatchResult {
    /// Who answered, and who is asked, if they are not the same; `nil` also if nobody told.
    fileprivate func mismatch(
        with model: BatchModel,
        _ options: BatchOptions
    ) -> (answered: String, asked: String)? {
        guard isAnswered else { return nil }
        if let service, let own = model.service ?? options.service, ServiceURL.differ(service, own)
        {
            return (service, own)
        }
        guard let pin = model.pin else { return nil }
        switch answerer {
        case .endpoint(let tag)?:
            let served = ServedEndpoint(tag: tag, quantization: nil)
            return pin.drift(nil, served) == nil ? nil : (tag, pin.routing.words)
        case .provider(let name)?:
            return pin.drift(name, nil) == nil ? nil : (name, pin.routing.words)
        case nil: return nil
        }
    }
}
