package import MusterCore

/// A running check: its progress, and the findings so far.
package struct CheckProgress: Sendable, Equatable {
    let work: WorkID
    /// The number of models to ask.
    package var total: Int
    package var isMonitor: Bool
    package var done = 0
    package var usable = 0
    /// The number of definitely unusable ones.
    package var dead = 0
    /// The last result, for a message about a single model.
    package var last: CheckResult?

    package init(_ work: WorkID, total: Int, isMonitor: Bool = false) {
        self.work = work
        self.total = total
        self.isMonitor = isMonitor
    }

    mutating func take(_ result: CheckResult) {
        done += 1
        last = result
        // An older verdict may still hold, and this check did not confirm it.
        guard result.isConclusive, let verdict = result.model?.verdict else { return }
        let isAnswered = result.evidence.finding == .answered
        if verdict.availability == .unavailable, !isAnswered { dead += 1 }
        if verdict.isUsable || isAnswered { usable += 1 }
    }
}
