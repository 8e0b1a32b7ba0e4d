package import Foundation

/// What is known of the free tier's day, which all `:free` models of an account share.
///
/// Only the service knows the truth: other machines may send with the same account. A day ends at
/// midnight UTC (https://openrouter.ai/docs/api-reference/limits).
package struct FreeTier: Sendable, Hashable {
    /// Requests a day for an account that never bought 10 credits.
    package static let smallDay = 50
    /// Requests a day for one that did.
    package static let largeDay = 1000

    /// Requests a minute.
    static let requestsPerMinute = 20

    /// How many requests a day has, as the key or the last refusal told; `nil` when nobody did.
    package var dailyLimit: Int?
    /// Until when the day is used up, as the service said.
    package var usedUpUntil: Date?
    /// How many requests this machine has sent today, failed ones too: they count.
    package var sentToday: Int

    /// Creates what is known; without arguments that is nothing.
    package init(dailyLimit: Int? = nil, usedUpUntil: Date? = nil, sentToday: Int = 0) {
        self.dailyLimit = dailyLimit
        self.usedUpUntil = usedUpUntil
        self.sentToday = sentToday
    }

    /// How many requests are probably left today; without knowledge the small day is assumed.
    package func left(now: Date) -> Int {
        if let usedUpUntil, usedUpUntil > now { return 0 }
        return max((dailyLimit ?? Self.smallDay) - sentToday, 0)
    }

    /// When a day that is used up ends: what the service said, if that is within a day or so, else
    /// midnight UTC.
    package static func reset(_ date: Date?, now: Date) -> Date {
        let midnight = dayStart(of: now).addingTimeInterval(86_400)
        guard let date, date > now, date < now.addingTimeInterval(26 * 3600) else {
            return midnight
        }
        return date
    }

    /// When the day of `now` began, in UTC.
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
