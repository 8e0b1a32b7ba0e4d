package import Foundation

/// An account's daily free-tier quota, which all its `:free` models share.
///
/// Only the service knows the true count, because other machines may use the same account. A day
/// ends at midnight UTC (https://openrouter.ai/docs/api-reference/limits).
package struct FreeTier: Sendable, Hashable {
    /// Requests per day for an account that never bought 10 credits.
    package static let smallDay = 50
    /// Requests per day for an account that did.
    package static let largeDay = 1000

    /// Requests a minute.
    static let requestsPerMinute = 20

    /// Requests per day according to the key or the last refusal; `nil` if neither said.
    package var dailyLimit: Int?
    /// The end of the exhausted quota, as the service gave it.
    package var usedUpUntil: Date?
    /// Requests this machine has sent today, including failed ones.
    package var sentToday: Int

    package init(dailyLimit: Int? = nil, usedUpUntil: Date? = nil, sentToday: Int = 0) {
        self.dailyLimit = dailyLimit
        self.usedUpUntil = usedUpUntil
        self.sentToday = sentToday
    }

    /// Estimates the requests remaining today, assuming the small quota if the limit is unknown.
    package func left(now: Date) -> Int {
        if let usedUpUntil, usedUpUntil > now { return 0 }
        return max((dailyLimit ?? Self.smallDay) - sentToday, 0)
    }

    /// Returns the end of an exhausted day: the service's date if it is within about a day,
    /// otherwise midnight UTC.
    package static func reset(_ date: Date?, now: Date) -> Date {
        let midnight = dayStart(of: now).addingTimeInterval(86_400)
        guard let date, date > now, date < now.addingTimeInterval(26 * 3600) else {
            return midnight
        }
        return date
    }

    /// The start of the UTC day that contains `now`.
    package static func dayStart(of now: Date) -> Date {
        let seconds = now.timeIntervalSince1970
        return Date(timeIntervalSince1970: (seconds / 86_400).rounded(.down) * 86_400)
    }

    /// What a person reads while a request waits for its minute.
    package static func words(waiting pause: Duration) -> String {
        "waiting \((pause.milliseconds + 999) / 1000) s: the free tier has 20 a minute"
    }

    /// How long requests take at that pace, the first of which go at once.
    static func duration(of requests: Int) -> Duration {
        .seconds(max(requests - 1, 0) / requestsPerMinute * 60)
    }
}
