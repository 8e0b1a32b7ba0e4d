import Foundation
import MusterCore

/// The monitor: it checks models again as their verdicts become stale, within a budget per hour.
///
/// It can run unattended because it asks only for endpoints lists, which are free.
package struct MonitorState: Sendable, Equatable {
    /// The wait after an inconclusive check of a model, in seconds.
    private static let pause: TimeInterval = 600
    private static let hour: TimeInterval = 3600

    /// Checks per hour.
    package let budget: Int
    /// The dates of checks within the last hour, oldest first; at most `budget` of them.
    private var askedAt: [Date] = []
    private var lastAsked: [ModelID: Date] = [:]
    /// Whether it is on; checks of the last hour count even while it is off.
    package var isOn: Bool
    /// The date of its next requested wake-up.
    var wakesAt: Date?

    package init(budget: Int, isOn: Bool = true) {
        self.budget = budget
        self.isOn = isOn
    }

    /// The number of checks within the last hour.
    package var usedCount: Int { askedAt.count }

    /// The models to ask now, within the budget; counts them as asked.
    mutating func takeDue(_ watched: [Model], now: Date) -> [Model] {
        // Setting the clock back does not make the hour longer.
        askedAt.removeAll { abs(now.timeIntervalSince($0)) >= Self.hour }
        lastAsked = lastAsked.filter { $0.value.timeIntervalSince(now) < Self.pause }
        let due = watched.filter { dueAt($0) <= now }.prefix(budget - askedAt.count)
        askedAt += due.map { _ in now }
        for model in due { lastAsked[model.id] = now }
        return Array(due)
    }

    /// The date of the next check; `nil` without watched models.
    func nextDue(_ watched: [Model], now: Date) -> Date? {
        guard let due = watched.map(dueAt).min() else { return nil }
        guard askedAt.count >= budget, let oldest = askedAt.first else { return max(due, now) }
        return max(due, oldest.addingTimeInterval(Self.hour))
    }

    private func dueAt(_ model: Model) -> Date {
        let stale = model.verdict.checkedAt == nil ? .distantPast : model.verdict.expiresAt
        let pause = lastAsked[model.id]?.addingTimeInterval(Self.pause) ?? .distantPast
        return max(stale ?? .distantFuture, pause)
    }
}
