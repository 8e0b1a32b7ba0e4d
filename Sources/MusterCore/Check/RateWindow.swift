/// Keeps requests within a number per interval: a value that says how long to wait.
struct RateWindow: Sendable {
    /// The free tier allows 20 requests a minute.
    static let freeTier = RateWindow(limit: 20, interval: .seconds(60))

    private let limit: Int
    private let interval: Duration
    /// When the last requests may begin, oldest first; at most `limit` of them.
    private var starts: [Duration] = []

    init(limit: Int, interval: Duration) {
        self.limit = limit
        self.interval = interval
    }

    /// Takes a place for one request.
    ///
    /// - Parameter now: a time that only moves forward.
    /// - Returns: how long to wait before sending it; zero while there is room.
    mutating func reserve(now: Duration) -> Duration {
        var start = now
        if starts.count >= limit { start = max(now, starts.removeFirst() + interval) }
        starts.append(start)
        return start - now
    }
}
