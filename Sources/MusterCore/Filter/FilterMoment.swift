import Foundation

/// The context in which conditions are evaluated.
struct FilterMoment: Sendable {
    /// The reference time for ages.
    let now: Date
    let marked: Set<ModelID>
    /// The last expiry date that counts as expiring.
    let lastExpiringDay: Date

    init(now: Date, marked: Set<ModelID>) {
        self.now = now
        self.marked = marked
        lastExpiringDay = now.addingTimeInterval(FilterCondition.recentDays * 86_400)
    }
}
