/// Watches the streams of many generations with one clock, where each would need two of its own.
actor StreamClock {
    private struct Watched {
        let run: GenerationRun
        /// When the answer has to be whole.
        let limit: Duration
        let end: Duration
        let cancel: @Sendable () -> Void
    }

    private static let interval = Duration.seconds(1)

    private let time: TimeSource
    private var watched: [Int: Watched] = [:]
    private var lastID = 0

    init(time: TimeSource) { self.time = time }

    /// Begins to watch a stream; whoever began it ends it with ``remove(_:)``.
    func add(
        _ run: GenerationRun,
        limit: Duration,
        cancel: @escaping @Sendable () -> Void
    ) -> Int {
        lastID += 1
        watched[lastID] = Watched(
            run: run,
            limit: limit,
            end: time.uptime() + limit,
            cancel: cancel
        )
        return lastID
    }

    func remove(_ id: Int) { watched[id] = nil }

    /// Looks after the streams until the task is cancelled.
    func tick() async {
        while true {
            let start = time.uptime()
            try? await Task.sleep(for: Self.interval)
            guard !Task.isCancelled else { return }
            let now = time.uptime()
            let isLate = now - start > Self.interval + Generator.oversleep
            for id in Array(watched.keys) {
                // Another one may have ended meanwhile, and its run begun again.
                guard let stream = watched[id] else { continue }
                if now >= stream.end {
                    await stream.run.end(.failure(.late(beyond: stream.limit)))
                    stream.cancel()
                } else if let left = await stream.run.quietTimeLeft, left <= .zero,
                    await stream.run.tick(isLate: isLate)
                {
                    stream.cancel()
                }
            }
        }
    }
}
