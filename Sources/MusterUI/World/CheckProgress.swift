package import MusterCore

/// A check that runs: how far it is, and what it has found so far.
package struct CheckProgress: Sendable, Equatable {
    /// Which check it is.
    let work: WorkID
    /// How many models it asks.
    package var total: Int
    /// Whether the monitor began it.
    package var isMonitor: Bool
    /// How many have been asked.
    package var done = 0
    /// How many of them are usable.
    package var usable = 0
    /// How many are definitely not.
    package var dead = 0
    /// The last result, for news about a single model.
    package var last: CheckResult?

    package init(_ work: WorkID, total: Int, isMonitor: Bool = false) {
        self.work = work
        self.total = total
        self.isMonitor = isMonitor
    }

    /// Takes note of a result.
    mutating func take(_ result: CheckResult) {
        done += 1
        last = result
        guard let verdict = result.model?.verdict else { return }
        if verdict.availability == .unavailable { dead += 1 }
        if verdict.isUsable { usable += 1 }
    }
}
