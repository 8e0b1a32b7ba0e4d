extension HTTPTransportResponse {
    /// Passes on the events of a stream until its end mark.
    ///
    /// What follows a finish reason or an error, or breaks after it, neither changes nor delays the
    /// outcome. With `isWatched`, somebody else ends a stream that lingers.
    func forEachCompletionEvents(
        isWatched: Bool,
        _ onEvents: @Sendable ([CompletionEvent]) async -> Void
    ) async throws(ServiceFailure) {
        let finish = FinishClock(grace: CompletionRequest.graceAfterFinish)
        guard !isWatched else { return try await read(finish, onEvents).get() }
        let result = await withoutActuallyEscaping(onEvents) { onEvents in
            await withTaskGroup(of: Result<Void, ServiceFailure>?.self) { group in
                group.addTask { await read(finish, onEvents) }
                group.addTask { await finish.wait() ? .success(()) : nil }
                defer { group.cancelAll() }
                while let result = await group.next() {
                    if let result { return result }
                }
                return .failure(ServiceFailure(.cancelled, message: "cancelled"))
            }
        }
        return try result.get()
    }

    private func read(
        _ finish: FinishClock,
        _ onEvents: @Sendable ([CompletionEvent]) async -> Void
    ) async -> Result<Void, ServiceFailure> {
        defer { finish.stop() }
        var reader = CompletionStreamReader()
        do throws(ServiceFailure) {
            try await forEachPiece { (piece) throws(ServiceFailure) in
                let events = try reader.read(piece)
                if !events.isEmpty { await onEvents(events) }
                await finish.note(events)
                return !events.contains(.done)
            }
            let events = reader.finish()
            if !events.isEmpty { await onEvents(events) }
            return .success(())
        } catch {
            // The last event may be whole but for its blank line.
            let events = error.kind == .cancelled ? [] : reader.finish(isCut: true)
            if !events.isEmpty { await onEvents(events) }
            await finish.note(events)
            let isComplete =
                await finish.hasFinished || events.contains(.done)
            return isComplete && error.kind != .cancelled ? .success(()) : .failure(error)
        }
    }
}

/// Measures the quiet after a finish reason.
private actor FinishClock {
    private let grace: Duration
    private var lastText: ContinuousClock.Instant?
    private let finished: AsyncStream<Void>
    private let finishing: AsyncStream<Void>.Continuation

    init(grace: Duration) {
        self.grace = grace
        (finished, finishing) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1))
    }

    var hasFinished: Bool { lastText != nil }

    func note(_ events: [CompletionEvent]) {
        for event in events {
            switch event {
            case .finished where !hasFinished,
                .failed where !hasFinished,
                .text where hasFinished,
                .reasoning where hasFinished:
                lastText = .now
                finishing.yield()
            default: break
            }
        }
    }

    nonisolated func stop() { finishing.finish() }

    /// Returns `true` once the finish reason and the grace are past, `false` if the stream ended first.
    func wait() async -> Bool {
        guard await finished.first(where: { _ in true }) != nil else { return false }
        while let end = lastText?.advanced(by: grace), end > .now {
            try? await Task.sleep(until: end)
            if Task.isCancelled { return false }
        }
        return true
    }
}
