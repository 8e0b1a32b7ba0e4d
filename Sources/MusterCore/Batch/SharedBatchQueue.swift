import Foundation

/// The queue of a running batch, which its items reach from wherever they run.
actor SharedBatchQueue {
    private var queue: BatchQueue
    private let models: [ModelID: BatchModel]
    private let time: TimeSource
    private var storeFailure: StoreError?
    private var peak = 0

    init(_ plan: BatchPlan, time: TimeSource) {
        queue = BatchQueue(
            plan.items,
            concurrency: plan.options.concurrency,
            maximumCost: plan.options.maximumCost,
            spent: plan.spent
        )
        models = Dictionary(
            plan.models.map { ($0.model.id, $0) },
            uniquingKeysWith: { first, _ in first }
        )
        self.time = time
    }

    /// Whether nothing runs and nothing more can be begun.
    var isOver: Bool { queue.runningCount == 0 && (queue.waitingCount == 0 || queue.isHalted) }

    /// How it ended.
    var outcome: BatchOutcome {
        BatchOutcome(stop: queue.stop, storeFailure: storeFailure, peakConcurrency: peak)
    }

    /// The next item to begin, with its model.
    func next() -> (BatchItem, BatchModel)? {
        guard let item = queue.next(), let model = models[item.modelID] else { return nil }
        peak = max(peak, queue.runningCount)
        return (item, model)
    }

    /// Whether an item that waited is still to be sent.
    func isOpen(_ item: BatchItem) -> Bool { queue.isOpen(item.modelID) }

    /// A request was refused because there were too many; returns how many there may be now, if
    /// that is news.
    func refused(_ model: ModelID) -> Int? {
        let before = queue.limit(of: model)
        queue.refused(model, at: time.uptime())
        let now = queue.limit(of: model)
        return now == before ? nil : now
    }

    /// An item is over.
    func ended(_ item: BatchItem, _ generation: Generation?) {
        if let failure = generation?.storeFailure { storeFailure = storeFailure ?? failure }
        queue.ended(item, Self.ending(generation), cost: cost(of: generation, item))
    }

    /// Begins nothing any more.
    func halt(_ reason: BatchStop) { queue.halt(reason) }

    private static func ending(_ generation: Generation?) -> BatchQueue.Ending {
        guard let generation, generation.status != .cancelled else { return .abandoned }
        if generation.status == .completed { return .answered }
        return .failed(generation.failure ?? ServiceFailure(.server, message: "no answer"))
    }

    /// What an item cost: what the service says, or else, where an answer began, the most
    /// that it can have been.
    private func cost(of generation: Generation?, _ item: BatchItem) -> Decimal {
        guard let generation else { return 0 }
        if let cost = generation.usage?.cost { return cost }
        let hasBegun = !generation.text.isEmpty || !generation.reasoning.isEmpty
        guard generation.status == .completed || hasBegun else { return 0 }
        return item.maximumCost ?? 0
    }
}

/// Holds a batch: what runs is awaited, nothing new is begun until it goes on.
actor BatchPause {
    /// Whether nothing new may be begun.
    private(set) var isOn = false
    /// Those who wait for the batch to go on.
    private(set) var waiters: [AsyncStream<Void>.Continuation] = []

    /// Holds the batch, or lets it go on.
    func set(_ isPaused: Bool) {
        isOn = isPaused
        guard !isPaused else { return }
        for waiter in waiters { waiter.finish() }
        waiters = []
    }

    /// Returns when the batch goes on, or when the task is cancelled.
    func wait() async {
        guard isOn else { return }
        let (stream, waiter) = AsyncStream<Void>.makeStream()
        waiters.append(waiter)
        for await _ in stream {}
    }
}
