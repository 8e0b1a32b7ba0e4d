/// The end of a check.
package struct CheckOutcome: Sendable, Hashable {
    package var stop: CheckStop?
    /// Models not asked, for that reason or because the request limit was reached.
    package var unaskedCount: Int
    /// Whether the user cancelled it; the results so far are kept.
    package var isCancelled: Bool

    package init(
        stop: CheckStop? = nil,
        unaskedCount: Int = 0,
        isCancelled: Bool = false
    ) {
        self.stop = stop
        self.unaskedCount = unaskedCount
        self.isCancelled = isCancelled
    }
}

/// A reason for leaving models out of a check.
package enum CheckStop: Sendable, Hashable {
    /// The service refuses the key, or there is none; nothing more was asked.
    case key(ServiceFailure)
    /// The day's quota is spent; the other free models were not asked.
    case dailyQuota(ServiceFailure)
    /// The service has no endpoints lists, so only a completion tells.
    case noEndpointsLists

    /// Whether nothing more can be asked.
    var isFinal: Bool { if case .dailyQuota = self { false } else { true } }
}

extension CheckStop: CustomStringConvertible {
    package var description: String {
        switch self {
        case .key(let failure), .dailyQuota(let failure): failure.description
        case .noEndpointsLists: "this service has no endpoints lists"
        }
    }
}

/// Decides which model to check next, within the limits and without I/O.
///
/// An item starts only if all requests it may need are still allowed, so no check stops halfway.
/// The queue returns unused requests to the budget when the item ends.
struct CheckQueue: Sendable {
    /// Free models that may wait for their turn at once, so they don't block the others.
    private static let freeTierConcurrency = 2

    private var waiting: ArraySlice<CheckPlan.Item>
    private var requestsLeft: Int
    private var freeTierLeft: Int
    private var freeTierRunning = 0
    /// The reason that a model's result gave.
    private var given: CheckStop?
    /// The account's refusals, as long as no model has answered.
    private var refusals: CheckStop?
    /// Refusals of the key or for lack of credit; `nil` once any model has answered.
    private var accountRefusals: Int? = 0
    /// The number of them after which nothing more is asked.
    private static let refusalLimit = 3

    init(_ plan: CheckPlan) {
        waiting = plan.items[...]
        requestsLeft = plan.requestLimit ?? .max
        freeTierLeft = plan.isFreeTierKnown ? plan.freeTierLeft ?? .max : .max
    }

    var unaskedCount: Int { waiting.count }

    /// The reason to ask nothing more, or no free model.
    var stop: CheckStop? { refusals ?? given }

    /// Takes the next model to check; `nil` if none may start before another ends.
    mutating func next() -> CheckPlan.Item? {
        guard stop?.isFinal != true, let index = waiting.firstIndex(where: mayBegin) else {
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

    /// Records a finished model, which took `sent` requests, and the reason to stop, if there is one.
    mutating func ended(
        _ item: CheckPlan.Item,
        sent: Int,
        isAnswered: Bool = false,
        failure: ServiceFailure? = nil,
        stop new: CheckStop? = nil
    ) {
        let unused = max(item.maximumRequests - sent, 0)
        requestsLeft += unused
        if item.isFreeTier {
            freeTierLeft += unused
            freeTierRunning -= 1
        }
        // Keep a reason that stops everything rather than one that stops a part.
        if let new, given == nil || new.isFinal { given = new }
        // After an answer, the key and the credit are good.
        if isAnswered { (accountRefusals, refusals) = (nil, nil) }
        refusals = refusals ?? refusedForGood(failure)
    }

    /// The reason to stop once the account was refused several times, and nothing was answered.
    private mutating func refusedForGood(_ failure: ServiceFailure?) -> CheckStop? {
        guard let failure, failure.holdsForEveryModel, let count = accountRefusals else {
            return nil
        }
        accountRefusals = count + 1
        return count + 1 >= Self.refusalLimit ? .key(failure) : nil
    }

    private func mayBegin(_ item: CheckPlan.Item) -> Bool {
        guard item.maximumRequests <= requestsLeft else { return false }
        guard item.isFreeTier else { return true }
        return stop == nil && item.maximumRequests <= freeTierLeft
            && freeTierRunning < Self.freeTierConcurrency
    }
}
