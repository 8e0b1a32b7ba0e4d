import Hummingbird

/// Writes events to a connection at the wanted pace and in the wanted bites.
///
/// Without a pace, events are gathered into writes of 16 KiB; with one, or byte by byte, each event
/// is written when its time has come. What is gathered never exceeds one event more than that.
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
    ///   - tokensPerSecond: The pace of ``send(_:)``; `nil` or not positive is none.
    ///   - isByteByByte: Whether every byte is a write of its own.
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

    /// Writes the event of a token when its turn has come.
    @concurrent
    mutating func send(_ event: String) async throws {
        try Task.checkCancellation()
        if let interval {
            // Reckoned from the start, so that late wake-ups do not add up.
            try await clock.sleep(until: start.advanced(by: interval * paced), tolerance: nil)
            paced += 1
        }
        try await add(event)
    }

    /// Writes something that is no token and has no pace, such as a comment.
    @concurrent
    mutating func add(_ event: String) async throws {
        gathered.writeString(event)
        if interval != nil || isByteByByte || gathered.readableBytes >= Self.gatheredBytesMax {
            try await flush()
        }
    }

    /// Writes what is gathered.
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

    /// Waits on the clock, having written what is gathered.
    @concurrent
    mutating func wait(_ duration: Duration) async throws {
        try await flush()
        try await clock.sleep(for: duration)
    }

    /// Ends the body properly.
    @concurrent
    mutating func finish() async throws {
        try await flush()
        try await writer.finish(nil)
    }
}
