/// Decides which model of a plan is asked next, within what may be sent: it performs nothing.
///
/// An item is begun only when all the requests that it may take are still allowed, so that no check
/// is left half done; what it did not take is given back when it ends.
struct CheckQueue: Sendable {
    /// How many of the free tier wait for their turn at once, so that the others are not held up.
    private static let freeTierConcurrency = 2

    private var waiting: ArraySlice<CheckPlan.Item>
    private var requestsLeft: Int
    private var freeTierLeft: Int
    private var freeTierRunning = 0
    /// Why models are left out: a missing or refused key all, the day's quota the free ones.
    private(set) var stop: ServiceFailure?

    /// Begins a plan.
    init(_ plan: CheckPlan) {
        waiting = plan.items[...]
        requestsLeft = plan.requestLimit ?? .max
        freeTierLeft = plan.isFreeTierKnown ? plan.freeTierLeft ?? .max : .max
    }

    /// How many models have not been asked.
    var unaskedCount: Int { waiting.count }

    /// The next model to ask; `nil` when none may be begun before another one ends.
    mutating func next() -> CheckPlan.Item? {
        guard stop?.isAboutTheKey != true, let index = waiting.firstIndex(where: mayBegin) else {
            return nil
        }
        let item = waiting.remove(at: index)
        requestsLeft -= item.maximumRequests
        if item.isFreeTier {
            freeTierLeft -= item.maximumRequests
            freeTierRunning += 1
        }
        return item
    }

    /// Takes note that a model was asked.
    ///
    /// - Parameters:
    ///   - item: the model.
    ///   - sent: how many requests that took.
    ///   - failure: why it brought no answer.
    mutating func ended(_ item: CheckPlan.Item, sent: Int, failure: ServiceFailure?) {
        let unused = max(item.maximumRequests - sent, 0)
        requestsLeft += unused
        if item.isFreeTier {
            freeTierLeft += unused
            freeTierRunning -= 1
        }
        if let failure, failure.kind == .dailyQuota || failure.isAboutTheKey {
            // What ends everything is said rather than what ends a part.
            if stop == nil || failure.isAboutTheKey { stop = failure }
        }
    }

    private func mayBegin(_ item: CheckPlan.Item) -> Bool {
        guard item.maximumRequests <= requestsLeft else { return false }
        guard item.isFreeTier else { return true }
        return stop == nil && item.maximumRequests <= freeTierLeft
            && freeTierRunning < Self.freeTierConcurrency
    }
}
