import Hummingbird

extension Completion {
    /// The time between two comments of a stalled stream.
    static let commentInterval = Duration.milliseconds(100)

    /// Writes the whole body.
    ///
    /// - Parameters:
    ///   - writer: The open body of the response.
    ///   - clock: Measures the pace.
    ///   - tokensPerSecond: The pace when the script has none of its own; `nil` is none.
    ///   - isStream: Whether the request wants events rather than one object.
    ///   - untilClosed: Returns once the client has gone.
    /// - Throws: ``CutConnection`` to have the connection closed; others when the client went.
    @concurrent
    func write<ChosenClock: Clock>(
        to writer: any ResponseBodyWriter,
        clock: ChosenClock,
        tokensPerSecond: Double?,
        isStream: Bool,
        untilClosed: @Sendable () async -> Void
    ) async throws where ChosenClock.Duration == Duration {
        var sink = EventSink(
            writer,
            clock: clock,
            tokensPerSecond: script.tokensPerSecond ?? tokensPerSecond,
            isByteByByte: script.isByteByByte
        )
        guard isStream else { return try await writeObject(to: &sink) }
        if script.comments != .none { try await sink.add(Self.comment) }
        try await waitForFirstChunk(&sink)
        if !pieces.isEmpty { try await sendChunks(&sink) }
        try await end(&sink, untilClosed)
    }

    @concurrent
    private func end<ChosenClock: Clock>(
        _ sink: inout EventSink<ChosenClock>,
        _ untilClosed: @Sendable () async -> Void
    ) async throws where ChosenClock.Duration == Duration {
        switch script.ending {
        case .done:
            for event in finishEvents + [Self.doneEvent] { try await sink.add(event) }
        case .withoutDone:
            for event in finishEvents { try await sink.add(event) }
        case .dropped:
            break
        case .cut:
            try await sink.add("data: {\"id\":\"\(id)\",\"object\":\"chat.compl")
            try await sink.flush()
            throw CutConnection()
        case .failed(let failure, _):
            for event in events(of: failure) { try await sink.add(event) }
            if failure == .finishReasonOnly {
                try await sink.flush()
                throw CutConnection()
            }
        case .stalled:
            while true {
                try await sink.add(Self.comment)
                try await sink.wait(Self.commentInterval)
            }
        case .silent:
            try await sink.flush()
            await untilClosed()
            throw CancellationError()
        case .endless:
            // All chunks are out only when there are none; the client has to close all the same.
            try await sink.flush()
            await untilClosed()
            throw CancellationError()
        }
        try await sink.finish()
    }

    @concurrent
    private func sendChunks<ChosenClock: Clock>(
        _ sink: inout EventSink<ChosenClock>
    ) async throws where ChosenClock.Duration == Duration {
        let isEndless = script.ending == .endless
        let total = isEndless ? Int.max : script.ending.chunkCount(of: chunkCount)
        // What is said more than once is written as JSON only once.
        let ready = total > pieces.count ? pieces.map(event) : []
        for number in 0..<total {
            let index = number % pieces.count
            try await sink.send(ready.isEmpty ? event(pieces[index]) : ready[index])
            if script.comments == .everywhere { try await sink.add(Self.comment) }
        }
    }

    @concurrent
    private func waitForFirstChunk<ChosenClock: Clock>(
        _ sink: inout EventSink<ChosenClock>
    ) async throws where ChosenClock.Duration == Duration {
        var left = script.firstChunkDelay
        while left > .zero {
            if script.comments != .none { try await sink.add(Self.comment) }
            let wait = min(left, Self.commentInterval)
            try await sink.wait(wait)
            left -= wait
        }
    }
}
