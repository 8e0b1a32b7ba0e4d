import Foundation

/// The queue of a running batch, shared by its concurrent items.
actor SharedBatchQueue {
    private var queue: BatchQueue
    private let models: [ModelID: BatchModel]
    private let time: TimeSource
    private var storeFailure: StoreError?
    /// Models that refused every spelling while a fallback answered.
    private var refused: Set<ModelID> = []

    init(_ plan: BatchPlan, time: TimeSource) {
        queue = BatchQueue(
            plan.items,
            concurrency: plan.options.ownConcurrency,
            maximumCost: plan.options.ownMaximumCost,
            spent: plan.spent
        )
        models = plan.models.keyed(by: \.model.id)
        self.time = time
    }

    /// Whether nothing more begins.
    var isHalted: Bool { queue.isHalted }

    var isOver: Bool { queue.runningCount == 0 && (queue.waitingCount == 0 || queue.isHalted) }

    var outcome: BatchOutcome {
        BatchOutcome(
            stop: queue.stop,
            refusals: queue.refusals,
            storeFailure: storeFailure,
            unreached: queue.unreached
        )
    }

    func next() -> (BatchItem, BatchModel)? {
        guard let item = queue.next(), let model = models[item.modelID] else { return nil }
        return (item, model)
    }

    /// Whether the model is known to refuse every request, so that only its fallbacks are asked.
    func refuses(_ model: ModelID) -> Bool { refused.contains(model) }

    /// Whether an item that waited for its turn may still be sent.
    func isOpen(_ item: BatchItem) -> Bool { queue.isOpen(item.modelID) }

    /// Records a refusal for too many requests; returns the new limit if it changed.
    func refused(_ model: ModelID) -> Int? {
        let before = queue.limit(of: model)
        queue.refused(model, at: time.uptime())
        let now = queue.limit(of: model)
        return now == before ? nil : now
    }

    /// Records the end of an item; returns whether it counts as not asked.
    func ended(_ item: BatchItem, _ generation: Generation?) -> Bool {
        if let generation, generation.answeringModelID != nil, generation.refusedEverySpelling {
            refused.insert(item.modelID)
        }
        return queue.ended(item, Self.ending(generation), cost: cost(of: generation, item))
    }

    /// Keeps the first error that kept answers out of the history.
    func note(_ failure: StoreError?) { storeFailure = storeFailure ?? failure }

    func halt(_ reason: BatchStop) { queue.halt(reason) }

    /// Leaves the free models out, whose quota is known to be spent.
    func skipFree(until date: Date) {
        var failure = ServiceFailure(.dailyQuota, message: "until \(date.formatted(.iso8601))")
        failure.resetsAt = date
        queue.skipFree(failure)
    }

    private static func ending(_ generation: Generation?) -> BatchQueue.Ending {
        guard let generation, generation.status != .cancelled else { return .abandoned }
        if generation.status == .completed { return .answered }
        return .failed(generation.failure ?? ServiceFailure(.server, message: "no answer"))
    }

    /// The reported cost of all attempts, and the item's upper bound if an answer began without one.
    private func cost(of generation: Generation?, _ item: BatchItem) -> Decimal {
        guard let generation else { return 0 }
        let reported = generation.usage?.cost ?? 0
        let hasBegun = !generation.text.isEmpty || !generation.reasoning.isEmpty
        let isUnknown = generation.attempts.last?.usage?.cost == nil
        guard isUnknown, generation.hasModelAnswered || hasBegun else { return reported }
        return reported + (item.maximumCost ?? 0)
    }
}

extension Generation {
    /// Whether the service knew none of the requested model's spellings.
    fileprivate var refusedEverySpelling: Bool {
        let own = attempts.filter { $0.modelID == modelID }
        return !own.isEmpty
            && own.allSatisfy { attempt in
                guard case .failed(let kind) = attempt.kind else { return false }
                return [.invalidModelID, .noEndpoints, .notFound].contains(kind)
            }
    }
}

/// Pauses a batch: running items finish, and none start until it resumes.
actor BatchPause {
    private(set) var isOn = false
    private(set) var waiters: [AsyncStream<Void>.Continuation] = []

    func set(_ isPaused: Bool) {
        isOn = isPaused
        guard !isPaused else { return }
        for waiter in waiters { waiter.finish() }
        waiters = []
    }

    /// Returns once the batch resumes or the task is cancelled.
    func wait() async {
        guard isOn else { return }
        let (stream, waiter) = AsyncStream<Void>.makeStream()
        waiters.append(waiter)
        for await _ in stream {}
    }
}
