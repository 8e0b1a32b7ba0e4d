package import Foundation

extension Model {
    /// Days after which a model is no longer new, and before which it is expiring.
    private static let recentDays = 14.0
    private static let day = 86_400.0

    /// Whether the catalog has had it for less than two weeks.
    package func isNew(now: Date) -> Bool {
        self.created.map { now.timeIntervalSince($0) < Self.recentDays * Self.day } ?? false
    }

    /// The beginning of the day (UTC) on which the catalog will drop it, where one is named.
    package var expiration: Date? {
        self.expirationDate.flatMap { try? Date("\($0)T00:00:00Z", strategy: .iso8601) }
    }

    /// Whether that day is less than two weeks away, or past.
    package func isExpiring(now: Date) -> Bool {
        expiration.map { $0.timeIntervalSince(now) < Self.recentDays * Self.day } ?? false
    }
}
