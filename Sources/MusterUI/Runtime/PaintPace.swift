/// When the screen may be painted again: at most once in 16 ms, twice after a pause.
///
/// The second paint is for what a key asks of the database, which arrives just after the key's own
/// paint. A paint that takes long postpones the next by as much, so that the events that came
/// meanwhile are painted together.
struct PaintPace {
    private static let interval = Duration.milliseconds(16)

    /// When as many paints are allowed again as after a pause.
    private var restored = Duration.zero

    /// How long to wait with the next paint; zero or less for not at all.
    func wait(at now: Duration) -> Duration { restored - Self.interval - now }

    /// Counts a paint.
    mutating func count(from start: Duration, to end: Duration) {
        restored = max(restored, start) + Self.interval + (end - start)
    }
}
