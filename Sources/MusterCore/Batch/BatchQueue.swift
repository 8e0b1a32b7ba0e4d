import Foundation

/// Decides which prompt goes to which model next, without I/O or a clock.
///
/// Models take turns. Each has its own concurrency window, because limits mostly belong to a
/// provider. The total never exceeds the requested concurrency, and the queue starts no item that
/// could exceed the cost limit.
struct BatchQueue: Sendable {
    /// The outcome of an item, as far as the queue needs it.
    enum Ending: Sendable, Hashable {
        case answered
        case failed(ServiceFailure)
        /// Cancelled, or never sent.
        case abandoned
    }

    /// The waiting prompts of one model.
    private struct Lane: Sendable {
        let modelID: ModelID
        let isFree: Bool
        var waiting: ArraySlice<BatchItem>
        var window: ConcurrencyWindow
        var running = 0
        var isClosed = false
        var hasAnswered = false
        /// 404s of providers in a row, without an answer between them.
        var missing = 0
        /// Answers of endpoints other than the pinned ones, in a row.
        var drifted = 0
    }

    /// Items in a row without a connection before the queue stops.
    private static let unreachableLimit = 3
    /// 404s of providers in a row before a model that has answered counts as gone.
    private static let missingLimit = 3

    private var lanes: [Lane]
    private let concurrency: Int
    private let maximumCost: Decimal?
    private var turn = 0
    private var unreachableCount = 0
    /// US dollars spent so far.
    private(set) var spent: Decimal
    /// The maximum cost of the running items.
    private var reserved: Decimal = 0
    private(set) var stop: BatchStop?
    /// What came last in place of the service, or kept a request from it.
    private(set) var unreached: ServiceFailure?
    /// The models that would refuse every further request.
    private(set) var refusals: [BatchRefusedModel] = []

    /// Creates a queue; costs are in US dollars, and `spent` is the cost of earlier runs.
    ///
    /// Each model keeps the order of `items`. With a cost limit every item needs a bound.
    init(
        _ items: [BatchItem],
        concurrency: Int,
        maximumCost: Decimal? = nil,
        spent: Decimal = 0
    ) {
        let itemsByModel = Dictionary(grouping: items, by: \.modelID)
        var seen: Set<ModelID> = []
        let models = items.map(\.modelID).filter { seen.insert($0).inserted }
        lanes = models.map { id in
            let own = itemsByModel[id, default: []]
            return Lane(
                modelID: id,
                isFree: own.first?.isFree ?? false,
                waiting: own[...],
                window: ConcurrencyWindow(maximum: concurrency)
            )
        }
        self.concurrency = max(concurrency, 1)
        self.maximumCost = maximumCost
        self.spent = spent
    }

    var waitingCount: Int { lanes.reduce(0) { $0 + $1.waiting.count } }

    var runningCount: Int { lanes.reduce(0) { $0 + $1.running } }

    /// Whether the queue starts nothing more, even if items are waiting.
    var isHalted: Bool { lanes.allSatisfy { $0.isClosed || $0.waiting.isEmpty } }

    func limit(of model: ModelID) -> Int? {
        lanes.first { $0.modelID == model }?.window.limit
    }

    func isOpen(_ model: ModelID) -> Bool {
        lanes.first { $0.modelID == model }?.isClosed == false
    }

    /// Takes the next item to start; `nil` if none may start before another ends.
    mutating func next() -> BatchItem? {
        guard runningCount < concurrency else { return nil }
        var isTooDear = false
        for offset in lanes.indices {
            let index = (turn + offset) % lanes.count
            guard mayBegin(lanes[index]), let item = lanes[index].waiting.first else { continue }
            guard isAffordable(item) else {
                isTooDear = true
                continue
            }
            lanes[index].waiting.removeFirst()
            lanes[index].running += 1
            reserved += item.maximumCost ?? 0
            turn = index + 1
            return item
        }
        // Running items may cost less than their bound; once none run, nothing can free up money.
        if isTooDear, runningCount == 0 { halt(.cost) }
        return nil
    }

    /// Records a refusal for too many requests.
    mutating func refused(_ model: ModelID, at uptime: Duration) {
        guard let index = lanes.firstIndex(where: { $0.modelID == model }) else { return }
        lanes[index].window.shrink(at: uptime)
    }

    /// Records the end of an item; returns whether it counts as not asked, so that the next run
    /// repeats it.
    @discardableResult
    mutating func ended(_ item: BatchItem, _ ending: Ending, cost: Decimal = 0) -> Bool {
        guard let index = lanes.firstIndex(where: { $0.modelID == item.modelID }) else {
            return true
        }
        lanes[index].running -= 1
        reserved -= item.maximumCost ?? 0
        spent += cost
        switch ending {
        case .answered:
            unreachableCount = 0
            lanes[index].window.grow()
            lanes[index].hasAnswered = true
            (lanes[index].missing, lanes[index].drifted) = (0, 0)
            return false
        case .failed(let failure):
            return note(failure, of: index)
        case .abandoned:
            return true
        }
    }

    mutating func halt(_ reason: BatchStop) {
        // The first reason caused the later ones, but a spent daily quota only stops free models,
        // and nothing says more than that answers are lost.
        if case .dailyQuota = stop { stop = reason }
        if case .results = stop { return }
        if case .results = reason { stop = reason }
        stop = stop ?? reason
        for index in lanes.indices { lanes[index].isClosed = true }
    }

    /// Returns whether the failure is not the prompt's, so that it counts as not asked.
    private mutating func note(_ failure: ServiceFailure, of index: Int) -> Bool {
        unreachableCount = failure.isUnreachable ? unreachableCount + 1 : 0
        switch failure.kind {
        case .unauthorized, .keyLimit, .noKey, .noCredits:
            halt(.account(failure))
            return true
        case .dailyQuota:
            skipFree(failure)
            return true
        // One of several providers may not know a model that the others serve.
        case .notFound where lanes[index].hasAnswered && !failure.saysModelIsGone:
            lanes[index].missing += 1
            guard lanes[index].missing >= Self.missingLimit else { return false }
            close(index, failure)
            return true
        case _ where failure.holdsForTheModel:
            close(index, failure)
            return true
        // Each answer of another endpoint is paid for and kept, and none is what was asked for.
        case .drifted:
            lanes[index].drifted += 1
            if lanes[index].drifted >= Self.missingLimit { close(index, failure) }
            return false
        default:
            if failure.isUnreachable { unreached = failure }
            if unreachableCount >= Self.unreachableLimit { halt(.unreachable(failure)) }
            return failure.isUnreachable
        }
    }

    /// Closes the free models' lanes; does nothing without any.
    mutating func skipFree(_ failure: ServiceFailure) {
        let free = lanes.indices.filter { lanes[$0].isFree }
        guard !free.isEmpty else { return }
        stop = stop ?? .dailyQuota(failure)
        for index in free { lanes[index].isClosed = true }
    }

    private mutating func close(_ index: Int, _ failure: ServiceFailure) {
        lanes[index].isClosed = true
        let modelID = lanes[index].modelID
        guard !refusals.contains(where: { $0.modelID == modelID }) else { return }
        refusals.append(BatchRefusedModel(modelID: modelID, failure: failure))
    }

    private func mayBegin(_ lane: Lane) -> Bool {
        guard !lane.isClosed, lane.running < lane.window.limit else { return false }
        guard lane.isFree else { return true }
        // Free requests wait for the rate limit; don't let them block the paid ones.
        let hasPaid = lanes.contains { !$0.isFree && !$0.isClosed && !$0.waiting.isEmpty }
        let free = lanes.reduce(0) { $0 + ($1.isFree ? $1.running : 0) }
        return free < (hasPaid ? max(concurrency / 2, 1) : concurrency)
    }

    private func isAffordable(_ item: BatchItem) -> Bool {
        guard let maximumCost else { return true }
        guard let cost = item.maximumCost else { return false }
        return spent + reserved + cost <= maximumCost
    }
}

/// A model whose remaining prompts were not asked, because it refuses every request, or because
/// other endpoints answer than the pinned ones.
package struct BatchRefusedModel: Sendable, Hashable {
    package var modelID: ModelID
    package var failure: ServiceFailure
    /// The batch at the service that failed as a whole, if one did.
    package var jobID: BatchJob.ID?

    package init(modelID: ModelID, failure: ServiceFailure, jobID: BatchJob.ID? = nil) {
        self.modelID = modelID
        self.failure = failure
        self.jobID = jobID
    }

    /// In words: `a/b refuses every request (404 No endpoints found for a/b.)`.
    package var words: String {
        if let jobID { return "\(jobID) of \(modelID) failed (\(failure.explanation))" }
        let verb = failure.kind == .drifted ? "is not asked any more" : "refuses every request"
        return "\(modelID) \(verb) (\(failure.explanation))"
    }
}

/// A reason to end a batch early.
package enum BatchStop: Sendable, Hashable {
    case interrupted
    /// Results can no longer be written.
    case results(BatchError)
    /// The text of the prompts can no longer be read.
    case prompts(BatchError)
    /// The service refused the key or the account, and would for every model.
    case account(ServiceFailure)
    case unreachable(ServiceFailure)
    /// The remaining items could exceed the cost limit.
    case cost
    /// Whether the service has these requests of a model is not known.
    case unclear(ModelID, count: Int)
    /// The service no longer knows a batch that it had accepted, or has no results of it any more.
    case lostBatch(BatchJob.ID)
    /// The daily free quota is spent; paid models continued.
    case dailyQuota(ServiceFailure)
}

/// A model's concurrency window: grows by one after each full round of answers, and halves after a
/// refusal for too many requests.
struct ConcurrencyWindow: Sendable, Hashable {
    /// Concurrent requests are refused together; within this time their refusals count once.
    private static let burst = Duration.seconds(1)

    let maximum: Int
    private(set) var limit: Int
    private var answered = 0
    private var deafUntil = Duration.zero

    init(maximum: Int) {
        self.maximum = max(maximum, 1)
        limit = self.maximum
    }

    mutating func grow() {
        guard limit < maximum else { return }
        answered += 1
        guard answered >= limit else { return }
        limit += 1
        answered = 0
    }

    /// Halves the limit after a refusal for too many requests.
    mutating func shrink(at uptime: Duration) {
        answered = 0
        guard uptime >= deafUntil else { return }
        limit = max(limit / 2, 1)
        deafUntil = uptime + Self.burst
    }
}
