/// How waits pass and by how much they stray, so that tests neither sleep nor roll dice.
package struct WaitSource: Sendable {
    /// Returns after the duration, or at once when the task is cancelled.
    package var sleep: @Sendable (Duration) async -> Void
    /// A random number from 0 to 1.
    package var jitter: @Sendable () -> Double

    /// Creates a source.
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
