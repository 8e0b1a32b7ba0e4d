import Foundation

/// Decides which prompt is asked of which model next: it performs nothing and knows no time.
///
/// Models take turns. Each has a window of its own, because limits are mostly a provider's; all
/// together there are never more requests than asked for, and none is begun that could exceed the
/// bound on the cost.
struct BatchQueue: Sendable {
    /// How an item ended, as far as what comes next depends on it.
    enum Ending: Sendable, Hashable {
        /// The model answered.
        case answered
        /// It did not.
        case failed(ServiceFailure)
        /// It was cancelled, or never sent.
        case abandoned
    }

    /// The prompts of one model.
    private struct Lane: Sendable {
        let modelID: ModelID
        let isFree: Bool
        var waiting: ArraySlice<BatchItem>
        var window: ConcurrencyWindow
        var running = 0
        var isClosed = false
    }

    /// This many items in a row that reached nobody are no accident.
    private static let unreachableLimit = 3

    private var lanes: [Lane]
    private let concurrency: Int
    private let maximumCost: Decimal?
    private var turn = 0
    private var unreachableCount = 0
    /// US dollars spent so far.
    private(set) var spent: Decimal
    /// What those that run may cost.
    private var reserved: Decimal = 0
    /// Why not everything is asked.
    private(set) var stop: BatchStop?

    /// - Parameters:
    ///   - items: what is to be asked; of each model in this order.
    ///   - concurrency: the most requests at once.
    ///   - maximumCost: the most that may be spent in US dollars; every item then has a bound.
    ///   - spent: what was spent before.
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

    /// How many have not been begun.
    var waitingCount: Int { lanes.reduce(0) { $0 + $1.waiting.count } }

    /// How many have been begun and not ended.
    var runningCount: Int { lanes.reduce(0) { $0 + $1.running } }

    /// Whether nothing is begun any more, whatever waits.
    var isHalted: Bool { lanes.allSatisfy { $0.isClosed || $0.waiting.isEmpty } }

    /// How many requests a model may be sent at once.
    func limit(of model: ModelID) -> Int? {
        lanes.first { $0.modelID == model }?.window.limit
    }

    /// Whether a model is still asked.
    func isOpen(_ model: ModelID) -> Bool {
        lanes.first { $0.modelID == model }?.isClosed == false
    }

    /// The next item to begin; `nil` when none may be begun before another one ends.
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
        // What runs may cost less than it could; after that there is nothing to wait for.
        if isTooDear, runningCount == 0 { halt(.cost) }
        return nil
    }

    /// A request was refused because there were too many.
    mutating func refused(_ model: ModelID, at uptime: Duration) {
        guard let index = lanes.firstIndex(where: { $0.modelID == model }) else { return }
        lanes[index].window.shrink(at: uptime)
    }

    /// An item is over.
    mutating func ended(_ item: BatchItem, _ ending: Ending, cost: Decimal = 0) {
        guard let index = lanes.firstIndex(where: { $0.modelID == item.modelID }) else { return }
        lanes[index].running -= 1
        reserved -= item.maximumCost ?? 0
        spent += cost
        switch ending {
        case .answered:
            unreachableCount = 0
            lanes[index].window.grow()
        case .failed(let failure):
            note(failure, of: item)
        case .abandoned:
            break
        }
    }

    /// Begins nothing any more.
    mutating func halt(_ reason: BatchStop) {
        // The first reason is the cause of the others, but a day's quota ends only a part.
        if case .dailyQuota = stop { stop = reason }
        stop = stop ?? reason
        for index in lanes.indices { lanes[index].isClosed = true }
    }

    private mutating func note(_ failure: ServiceFailure, of item: BatchItem) {
        unreachableCount = failure.isUnreachable ? unreachableCount + 1 : 0
        switch failure.kind {
        case .unauthorized, .keyLimit, .noKey, .noCredits:
            halt(.account(failure))
        case .dailyQuota:
            stop = stop ?? .dailyQuota(failure)
            for index in lanes.indices where lanes[index].isFree { lanes[index].isClosed = true }
        default:
            if unreachableCount >= Self.unreachableLimit { halt(.unreachable(failure)) }
        }
    }

    private func mayBegin(_ lane: Lane) -> Bool {
        guard !lane.isClosed, lane.running < lane.window.limit else { return false }
        guard lane.isFree else { return true }
        // Free requests wait for the minute's pace; they do not hold up all the others.
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

extension ServiceFailure {
    /// Whether nobody was reached, so that nothing was asked.
    var isUnreachable: Bool { kind == .connection && httpStatus == nil }

    /// Whether the request was not refused for its own sake: it is as if it had not been sent.
    var leavesUnasked: Bool {
        switch kind {
        case .unauthorized, .keyLimit, .noKey, .noCredits, .dailyQuota: true
        default: isUnreachable
        }
    }
}

/// Why a batch ended before all was asked.
package enum BatchStop: Sendable, Hashable {
    /// The user ended it.
    case interrupted
    /// No result can be written any more.
    case results(BatchError)
    /// The key or the account is refused; every model would be.
    case account(ServiceFailure)
    /// The address does not answer.
    case unreachable(ServiceFailure)
    /// What is left could cost more than was allowed.
    case cost
    /// The day's free requests are used up; models that cost something went on.
    case dailyQuota(ServiceFailure)
}

/// How many requests one model is sent at once: one more after each round that was answered, half
/// as many after a refusal for their number.
struct ConcurrencyWindow: Sendable, Hashable {
    /// Refusals of requests that went together come together, and count once.
    private static let burst = Duration.seconds(1)

    /// The most there may ever be.
    let maximum: Int
    /// How many there may be now.
    private(set) var limit: Int
    private var answered = 0
    private var deafUntil = Duration.zero

    /// Begins with as many as there may be.
    init(maximum: Int) {
        self.maximum = max(maximum, 1)
        limit = self.maximum
    }

    /// A request was answered.
    mutating func grow() {
        guard limit < maximum else { return }
        answered += 1
        guard answered >= limit else { return }
        limit += 1
        answered = 0
    }

    /// A request was refused because there were too many.
    mutating func shrink(at uptime: Duration) {
        answered = 0
        guard uptime >= deafUntil else { return }
        limit = max(limit / 2, 1)
        deafUntil = uptime + Self.burst
    }
}
