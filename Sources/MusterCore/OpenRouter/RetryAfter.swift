import Foundation

/// Parses the various forms of retry hints.
enum RetryAfter {
    /// A year, in seconds.
    private static let longest = 31_536_000.0

    /// Parses a `Retry-After` header: seconds, or a date (RFC 9110, 10.2.3).
    ///
    /// Returns the delay, which is zero for a date before `now`; `nil` for any other form.
    static func read(_ text: String, now: Date) -> Duration? {
        let trimmed = text.trimmingCharacters(in: .whitespaces)
        // Even an absurd number asks to wait: cap it at a year.
        if let seconds = Double(trimmed), seconds.isFinite, seconds >= 0 {
            return .seconds(min(seconds, longest))
        }
        guard let date = date(trimmed) else { return nil }
        return .seconds(min(max(date.timeIntervalSince(now), 0), longest))
    }

    /// Parses `X-RateLimit-Reset`: milliseconds since 1970, as a number in a string.
    static func readReset(_ text: String) -> Date? {
        guard let milliseconds = Double(text.trimmingCharacters(in: .whitespaces)),
            milliseconds.isFinite, milliseconds > 0, milliseconds < 1e15
        else { return nil }
        return Date(timeIntervalSince1970: milliseconds / 1000)
    }

    /// Parses `Sun, 06 Nov 1994 08:49:37 GMT`, the only form that servers may still send.
    private static func date(_ text: String) -> Date? {
        let months = [
            "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
        ]
        let parts = text.split { $0 == " " || $0 == ":" || $0 == "," }
        guard parts.count == 8, parts[7] == "GMT", let day = Int(parts[1]),
            let month = months.firstIndex(of: String(parts[2])), let year = Int(parts[3]),
            let hour = Int(parts[4]), let minute = Int(parts[5]), let second = Int(parts[6]),
            // The calendar would accept any numbers, and huge ones overflow.
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
