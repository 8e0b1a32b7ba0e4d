import Foundation
import MusterCore

/// The monitor: it re-checks models as their verdicts grow stale, within a budget per hour.
///
/// It asks for endpoints lists only, which cost nothing, so that it can be left running.
package struct MonitorState: Sendable, Equatable {
    /// A model whose check brought nothing clear is asked again after this many seconds.
    private static let pause: TimeInterval = 600
    private static let hour: TimeInterval = 3600

    /// How many checks an hour it may make.
    package let budget: Int
    /// When it asked, within the last hour, oldest first; at most `budget` of them.
    private var askedAt: [Date] = []
    private var lastAsked: [ModelID: Date] = [:]
    /// Whether it is on; what it has used of its hour counts while it is off, too.
    package var isOn: Bool
    /// When it wished to be woken.
    var wakesAt: Date?

    /// Creates a monitor that has not asked anything.
    package init(budget: Int, isOn: Bool = true) {
        self.budget = budget
        self.isOn = isOn
    }

    /// How many checks it has made within the last hour.
    package var usedCount: Int { askedAt.count }

    /// The models to ask now, within the budget; they count as asked.
    mutating func takeDue(_ watched: [Model], now: Date) -> [Model] {
        // A clock that is set back does not make the hour longer.
        askedAt.removeAll { abs(now.timeIntervalSince($0)) >= Self.hour }
        lastAsked = lastAsked.filter { $0.value.timeIntervalSince(now) < Self.pause }
        let due = watched.filter { dueAt($0) <= now }.prefix(budget - askedAt.count)
        askedAt += due.map { _ in now }
        for model in due { lastAsked[model.id] = now }
        return Array(due)
    }

    /// When there will be something to ask; `nil` when nothing is watched.
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
