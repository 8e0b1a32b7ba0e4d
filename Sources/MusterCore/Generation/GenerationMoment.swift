package import Foundation

/// What a state machine is told with each input, having neither a clock nor dice of its own.
package struct GenerationMoment: Sendable, Hashable {
    /// The time that only moves forward, by which waits and stalls are measured.
    package var uptime: Duration
    /// The date, for limits that are renewed at a date.
    package var date: Date
    /// A random number from 0 to 1.
    package var jitter: Double

    /// Creates a moment; a jitter outside its range is brought into it.
    package init(uptime: Duration, date: Date, jitter: Double = 0) {
        self.uptime = uptime
        self.date = date
        self.jitter = jitter.isFinite ? min(max(jitter, 0), 1) : 0
    }

    /// The present moment.
    package init(_ time: TimeSource, jitter: Double = 0) {
        self.init(uptime: time.uptime(), date: time.now(), jitter: jitter)
    }
}
