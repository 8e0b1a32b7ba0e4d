import Foundation

/// Reads when to come back, in the forms in which services say it.
enum RetryAfter {
    /// A year, in seconds.
    private static let longest = 31_536_000.0

    /// Reads a `Retry-After` header: seconds, or a date (RFC 9110, 10.2.3).
    ///
    /// - Parameters:
    ///   - text: the header's value.
    ///   - now: what a date is measured from; one in the past means at once.
    /// - Returns: how long to wait, or `nil` for what is neither.
    static func read(_ text: String, now: Date) -> Duration? {
        let trimmed = text.trimmingCharacters(in: .whitespaces)
        // However long it is, it asks to wait: what is beyond a year counts as a year.
        if let seconds = Double(trimmed), seconds.isFinite, seconds >= 0 {
            return .seconds(min(seconds, longest))
        }
        guard let date = date(trimmed) else { return nil }
        return .seconds(min(max(date.timeIntervalSince(now), 0), longest))
    }

    /// Reads `X-RateLimit-Reset`: milliseconds since 1970, as a number in a string.
    static func readReset(_ text: String) -> Date? {
        guard let milliseconds = Double(text.trimmingCharacters(in: .whitespaces)),
            milliseconds.isFinite, milliseconds > 0, milliseconds < 1e15
        else { return nil }
        return Date(timeIntervalSince1970: milliseconds / 1000)
    }

    /// Reads `Sun, 06 Nov 1994 08:49:37 GMT`, the one form that may be sent today.
    private static func date(_ text: String) -> Date? {
        let months = [
            "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
        ]
        let parts = text.split { $0 == " " || $0 == ":" || $0 == "," }
        guard parts.count == 8, parts[7] == "GMT", let day = Int(parts[1]),
            let month = months.firstIndex(of: String(parts[2])), let year = Int(parts[3]),
            let hour = Int(parts[4]), let minute = Int(parts[5]), let second = Int(parts[6]),
            // A calendar adds up whatever it is given, and numbers without bound overflow.
            (1...31).contains(day), (1970...9999).contains(year), (0...23).contains(hour),
            (0...59).contains(minute), (0...60).contains(second)
        else { return nil }
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = .gmt
        return calendar.date(
            from: DateComponents(
                year: year,
                month: month + 1,
                day: day,
                hour: hour,
                minute: minute,
                second: second
            )
        )
    }
}
