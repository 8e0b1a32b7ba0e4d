import Foundation

/// What conditions are judged against.
struct FilterMoment: Sendable {
    /// The time against which ages are measured.
    let now: Date
    /// The models that the user has marked.
    let marked: Set<ModelID>
    /// The last day on which a model that leaves then is expiring.
    let lastExpiringDay: Date

    init(now: Date, marked: Set<ModelID>) {
        self.now = now
        self.marked = marked
        lastExpiringDay = now.addingTimeInterval(FilterCondition.recentDays * 86_400)
    }
}
