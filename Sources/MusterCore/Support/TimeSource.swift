package import Foundation

/// Where the time comes from, so that tests can say what time it is.
package struct TimeSource: Sendable {
    /// The date, which may jump when the system's clock is set.
    package var now: @Sendable () -> Date
    /// A time that only moves forward, for measuring how long something took.
    package var uptime: @Sendable () -> Duration

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

/// How waits pass and by how much they stray, so that tests neither sleep nor roll dice.
package struct WaitSource: Sendable {
    /// Returns after the duration, or at once when the task is cancelled.
    package var sleep: @Sendable (Duration) async -> Void
    /// A random number from 0 to 1.
    package var jitter: @Sendable () -> Double

    package init(
        sleep: @escaping @Sendable (Duration) async -> Void,
        jitter: @escaping @Sendable () -> Double
    ) {
        self.sleep = sleep
        self.jitter = jitter
    }

    /// The machine's clock and dice.
    package static let system = WaitSource(
        // It throws only when cancelled, and then the caller looks for itself.
        sleep: { duration in try? await Task.sleep(for: duration) },
        jitter: { Double.random(in: 0...1) }
    )
}
