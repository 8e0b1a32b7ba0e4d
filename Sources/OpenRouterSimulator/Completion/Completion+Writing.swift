import Foundation
import Hummingbird

extension Completion {
    /// The interval of comments in a stalled stream.
    static let commentInterval = Duration.milliseconds(100)

    /// Writes the whole body.
    ///
    /// - Parameters:
    ///   - writer: The open body of the response.
    ///   - clock: Measures the pace.
    ///   - tokensPerSecond: The pace if the script sets none; `nil` is unlimited.
    ///   - isStream: Whether the request wants events rather than one object.
    ///   - untilClosed: Returns once the client has gone.
    /// - Throws: ``CutConnection`` to close the connection; other errors when the client has gone.
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
            // Reached only when there are no chunks; the client has to close anyway.
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
        // Encodes repeated chunks only once.
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

extension Completion {
    /// Writes the answer to a request without `stream`, preceded by blank lines if it has comments.
    ///
    /// - Throws: ``CutConnection`` to close the connection; other errors when the client has gone.
    @concurrent
    func writeObject<ChosenClock: Clock>(
        to sink: inout EventSink<ChosenClock>
    ) async throws where ChosenClock.Duration == Duration {
        let keepAlive = "\n         \n"
        if script.comments == .everywhere { try await sink.add(keepAlive) }
        switch script.ending {
        case .done, .withoutDone:
            try await sink.add(object.text)
        case .dropped, .cut:
            let text = object.text
            try await sink.add(String(text.prefix(text.count / 2)))
            try await sink.flush()
            throw CutConnection()
        case .failed(let failure, _):
            try await sink.add(failedObject(failure).text)
        case .stalled, .silent, .endless:
            while true {
                try await sink.add(keepAlive)
                try await sink.wait(Self.commentInterval)
            }
        }
        try await sink.finish()
    }

    /// The answer of `GET /generation`.
    func record(now: Date, isStream: Bool) -> JSONValue {
        [
            "id": .string(id), "model": .string(model), "provider_name": .string(provider),
            "streamed": .bool(isStream), "cancelled": false,
            "finish_reason": .string(finishReason), "native_finish_reason": .string(finishReason),
            "latency": 412, "generation_time": .int(chunkCount * 12),
            "tokens_prompt": usage["prompt_tokens"] ?? 0,
            "tokens_completion": usage["completion_tokens"] ?? 0,
            "native_tokens_prompt": usage["prompt_tokens"] ?? 0,
            "native_tokens_completion": usage["completion_tokens"] ?? 0,
            "total_cost": usage["cost"] ?? 0, "usage": usage["cost"] ?? 0,
            "created_at": .string(now.ISO8601Format()), "upstream_id": nil, "router": nil,
            "provider_responses": [], "session_id": nil,
        ]
    }

    /// Returns an error as the whole body, inside a choice, or as an object without choices.
    private func failedObject(_ failure: MidStreamFailure) -> JSONValue {
        let error: JSONValue = ["code": 502, "message": "Provider disconnected unexpectedly"]
        switch failure {
        case .recorded, .documented:
            return ["error": error]
        case .stringCode:
            return ["error": error.setting("code", to: "server_error")]
        case .emptyChoices:
            return object.setting("choices", to: [])
        case .finishReasonOnly:
            let choice: JSONValue = [
                "index": 0, "message": ["role": "assistant", "content": ""],
                "finish_reason": "error", "error": error,
            ]
            return object.setting("choices", to: [choice])
        }
    }
}

/// Writes events to a connection at the chosen pace and in the chosen write size.
///
/// Without a pace it gathers events into writes of 16 KiB; with one, or byte by byte, it writes
/// each event when it is due. The buffer never exceeds 16 KiB by more than one event.
struct EventSink<ChosenClock: Clock> where ChosenClock.Duration == Duration {
    private static var gatheredBytesMax: Int { 16_384 }

    private var writer: any ResponseBodyWriter
    private let clock: ChosenClock
    private let interval: Duration?
    private let isByteByByte: Bool
    private let start: ChosenClock.Instant
    private var paced = 0
    private var gathered = ByteBuffer()

    /// Writes to `writer`.
    ///
    /// - Parameters:
    ///   - writer: The open body of a response.
    ///   - clock: Measures the pace.
    ///   - tokensPerSecond: The pace of ``send(_:)``; unlimited if `nil` or not positive.
    ///   - isByteByByte: Whether to write every byte separately.
    init(
        _ writer: any ResponseBodyWriter,
        clock: ChosenClock,
        tokensPerSecond: Double?,
        isByteByByte: Bool
    ) {
        self.writer = writer
        self.clock = clock
        self.isByteByByte = isByteByByte
        start = clock.now
        interval = tokensPerSecond.flatMap { $0 > 0 ? .seconds(1) / $0 : nil }
    }

    /// Writes the event of a token once it is due.
    @concurrent
    mutating func send(_ event: String) async throws {
        try Task.checkCancellation()
        if let interval {
            // Counted from the start, so that late wake-ups do not add up.
            try await clock.sleep(until: start.advanced(by: interval * paced), tolerance: nil)
            paced += 1
        }
        try await add(event)
    }

    /// Writes something without a pace, such as a comment.
    @concurrent
    mutating func add(_ event: String) async throws {
        gathered.writeString(event)
        if interval != nil || isByteByByte || gathered.readableBytes >= Self.gatheredBytesMax {
            try await flush()
        }
    }

    @concurrent
    mutating func flush() async throws {
        while gathered.readableBytes > 0 {
            try Task.checkCancellation()
            let length = isByteByByte ? 1 : gathered.readableBytes
            guard let bite = gathered.readSlice(length: length) else { break }
            try await writer.write(bite)
        }
        gathered.clear()
    }

    /// Flushes the buffer, then waits on the clock.
    @concurrent
    mutating func wait(_ duration: Duration) async throws {
        try await flush()
        try await clock.sleep(for: duration)
    }

    @concurrent
    mutating func finish() async throws {
        try await flush()
        try await writer.finish(nil)
    }
}

/// Thrown while writing a body to close its connection in the middle.
struct CutConnection: Error {}
