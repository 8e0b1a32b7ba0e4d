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
    /// - Throws: ``CutConnection`` to have the connection closed; other errors when the client went.
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
        for index in 0..<script.ending.chunkCount(of: chunkCount) where !pieces.isEmpty {
            try await send(index, &sink)
        }
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
            var index = 0
            while !pieces.isEmpty {
                try await send(index, &sink)
                index = (index + 1) % pieces.count
            }
        }
        try await sink.finish()
    }

    @concurrent
    private func send<ChosenClock: Clock>(
        _ index: Int,
        _ sink: inout EventSink<ChosenClock>
    ) async throws where ChosenClock.Duration == Duration {
        try await sink.send(event(pieces[index % pieces.count]))
        if script.comments == .everywhere { try await sink.add(Self.comment) }
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
