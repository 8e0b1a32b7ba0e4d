package import Foundation

/// Where the time comes from, so that tests can say what time it is.
package struct TimeSource: Sendable {
    /// The date, which may jump when the system's clock is set.
    package var now: @Sendable () -> Date
    /// A time that only moves forward, for measuring how long something took.
    package var uptime: @Sendable () -> Duration

    /// Creates a source.
    package init(
        now: @escaping @Sendable () -> Date,
        uptime: @escaping @Sendable () -> Duration
    ) {
        self.now = now
        self.uptime = uptime
    }

    /// The machine's clocks.
    package static let system: TimeSource = {
        let start = ContinuousClock.now
        return TimeSource(now: { Date() }, uptime: { ContinuousClock.now - start })
    }()
}

extension Duration {
    /// The duration in whole milliseconds.
    package var milliseconds: Int { Int(self / .milliseconds(1)) }
}
