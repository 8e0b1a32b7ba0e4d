import Foundation

/// A day as the catalog writes it, `YYYY-MM-DD` or the month alone, at midnight UTC.
struct CalendarDay: Sendable, Equatable {
    /// Unix seconds of its beginning.
    let seconds: Int

    /// The day on which an instant falls.
    init(containing date: Date) {
        seconds = Int((date.timeIntervalSince1970 / 86_400).rounded(.down)) * 86_400
    }

    /// Reads a day; a month alone means its first.
    init?(_ text: String) {
        let parts = text.split(separator: "-").compactMap { Int($0) }
        guard parts.count >= 2, (1...12).contains(parts[1]) else { return nil }
        // Days since 1970 of a civil date, after Howard Hinnant:
        // https://howardhinnant.github.io/date_algorithms.html#days_from_civil
        let day = parts.count > 2 ? parts[2] : 1
        let year = parts[1] <= 2 ? parts[0] - 1 : parts[0]
        let era = year / 400
        let yearOfEra = year - era * 400
        let dayOfYear = (153 * ((parts[1] + 9) % 12) + 2) / 5 + day - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        seconds = (era * 146_097 + dayOfEra - 719_468) * 86_400
    }

    /// The day so many days later.
    func advanced(byDays days: Int) -> CalendarDay {
        CalendarDay(seconds: seconds + days * 86_400)
    }

    /// `YYYY-MM-DD`.
    var text: String {
        let date = Date(timeIntervalSince1970: TimeInterval(seconds))
        return String(date.ISO8601Format().prefix(10))
    }

    private init(seconds: Int) {
        self.seconds = seconds
    }
}
