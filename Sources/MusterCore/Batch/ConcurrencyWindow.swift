/// How many requests one model is sent at once: one more after each round that was answered, half
/// as many after a refusal for their number.
package struct ConcurrencyWindow: Sendable, Hashable {
    /// Refusals of requests that went together come together, and count once.
    private static let burst = Duration.seconds(1)

    /// The most there may ever be.
    package let maximum: Int
    /// How many there may be now.
    package private(set) var limit: Int
    private var answered = 0
    private var deafUntil = Duration.zero

    /// Begins with as many as there may be.
    package init(maximum: Int) {
        self.maximum = max(maximum, 1)
        limit = self.maximum
    }

    /// A request was answered.
    package mutating func grow() {
        guard limit < maximum else { return }
        answered += 1
        guard answered >= limit else { return }
        limit += 1
        answered = 0
    }

    /// A request was refused because there were too many.
    package mutating func shrink(at uptime: Duration) {
        answered = 0
        guard uptime >= deafUntil else { return }
        limit = max(limit / 2, 1)
        deafUntil = uptime + Self.burst
    }
}
