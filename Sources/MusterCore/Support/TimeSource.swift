package import Foundation

/// A source of time, replaceable in tests.
package struct TimeSource: Sendable {
    /// The date, which jumps when someone sets the system's clock.
    package var now: @Sendable () -> Date
    /// A monotonic time, for measuring durations.
    package var uptime: @Sendable () -> Duration

    package static let system: TimeSource = {
        let start = ContinuousClock.now
        return TimeSource(now: { Date() }, uptime: { ContinuousClock.now - start })
    }()
}

extension Duration {
    package var milliseconds: Int { Int(self / .milliseconds(1)) }
}

/// A source of waits and jitter, so that tests neither sleep nor roll dice.
package struct WaitSource: Sendable {
    /// Returns after the duration, or at once if the task is cancelled.
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

    package static let system = WaitSource(
        // It only throws if cancelled, which the caller checks itself.
        sleep: { duration in try? await Task.sleep(for: duration) },
        jitter: { Double.random(in: 0...1) }
    )
}
