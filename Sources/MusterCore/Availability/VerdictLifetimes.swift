package import Foundation

/// How long each verdict holds before it is shown as stale.
package struct VerdictLifetimes: Sendable, Hashable {
    /// In seconds; a verdict without an entry never grows stale.
    private var seconds: [Availability: TimeInterval] = [
        // A model that answered is believed for a day.
        .verified: 24 * 3600,
        // An endpoints list is a snapshot of the last half hour.
        .reachable: 3600,
        .degraded: 3600,
        // A rate limit passes within minutes.
        .limited: 15 * 60,
        // A definitive no is asked again after a day: providers come back.
        .unavailable: 24 * 3600,
        // No clear answer is no reason to wait long for one.
        .unknown: 15 * 60,
    ]

    /// Creates the default lifetimes.
    package init() {}

    /// The lifetime of a verdict, in seconds.
    package subscript(availability: Availability) -> TimeInterval {
        get { seconds[availability] ?? .infinity }
        set { seconds[availability] = newValue }
    }

    /// Reads a duration such as `90s`, `15m`, `24h` or `7d`, in seconds.
    ///
    /// - Returns: `nil` for anything else, and for less than a second or more than ten years.
    package static func read(_ text: String) -> TimeInterval? {
        let units: [Character: Double] = ["s": 1, "m": 60, "h": 3600, "d": 86_400]
        guard let last = text.last, let unit = units[last],
            text.dropLast().allSatisfy({ $0.isASCII && $0.isNumber || $0 == "." }),
            let number = Double(text.dropLast()),
            (1...315_360_000).contains(number * unit)
        else { return nil }
        return number * unit
    }
}
