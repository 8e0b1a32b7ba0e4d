import Foundation

/// Turns the bytes of a streamed completion into events, without I/O.
struct CompletionStreamReader {
    private var decoder = ServerSentEventDecoder()
    /// The limit of an answer's text in bytes: far more than a million tokens.
    private static let textLimit = 64 << 20

    private var comments = 0
    /// Whether the end mark came, after which nothing counts.
    private var isDone = false
    private var textLength = 0
    private let json = JSONDecoder()
    /// The index of the choice that is read: the lowest of the first chunk with one.
    private var choiceIndex: Int?
    /// Every chunk repeats the `served` event; the reader passes it on when it changes.
    private var lastServed: CompletionEvent?
    private var template: ChunkTemplate?
    /// The number of templates it may still learn.
    ///
    /// Each one earns another by matching a chunk, so a stream of dissimilar chunks soon stops
    /// costing extra time.
    private var templatesLeft = Self.mostTemplates
    private static let mostTemplates = 8
    /// Decoded chunks; a template costs as much as decoding some, which a short answer does not earn.
    private var chunkCount = 0
    private static let chunksBeforeLearning = 2

    /// Returns the events that the next bytes complete.
    ///
    /// Throws a failure of kind `tooLarge` for an event beyond the limit. A chunk that is not JSON
    /// becomes an event instead, so the text before and after it is kept.
    mutating func read(_ bytes: some Sequence<UInt8>) throws(ServiceFailure) -> [CompletionEvent] {
        let events: [ServerSentEventDecoder.Event]
        do {
            events = try decoder.decode(bytes)
        } catch {
            throw ServiceFailure(.tooLarge, httpStatus: 200, message: "one event is too large")
        }
        var result: [CompletionEvent] = []
        if decoder.commentCount > comments {
            comments = decoder.commentCount
            result.append(.keptAlive)
        }
        for event in events where !isDone { read(event, into: &result) }
        guard textLength <= Self.textLimit else {
            throw ServiceFailure(.tooLarge, httpStatus: 200, message: "the answer is too large")
        }
        return result
    }

    private func decode(_ data: [UInt8]) -> CompletionChunkResponse? {
        try? json.decode(CompletionChunkResponse.self, fromForeign: Data(data))
    }

    private mutating func read(
        _ event: ServerSentEventDecoder.Event,
        into result: inout [CompletionEvent]
    ) {
        let data = event.data
        if let template, let event = template.event(in: data) {
            templatesLeft = min(templatesLeft + 1, Self.mostTemplates)
            if let served = template.served { append(served, to: &result) }
            append(event, to: &result)
            return
        }
        if isEndMark(data) {
            result += meaning(ofStray: decoder.stray.prefix(event.strayCount)) + [.done]
            isDone = true
            return
        }
        guard !Self.isBlank(data) else {
            result.append(.keptAlive)
            return
        }
        guard let chunk = decode(data) else {
            // Some servers end events with one line feed instead of two.
            let lines = data.split(separator: 0x0A).map(Array.init)
            if lines.count > 1, lines.allSatisfy({ isEndMark($0) || decode($0) != nil }) {
                for line in lines where !isDone {
                    read(.init(data: line, strayCount: event.strayCount), into: &result)
                }
                return
            }
            result.append(.failed(Self.unreadable(data)))
            return
        }
        choiceIndex = choiceIndex ?? chunk.choices?.compactMap(\.index).min()
        let events = chunk.events(of: choiceIndex)
        for event in events { append(event, to: &result) }
        chunkCount += 1
        if chunkCount > Self.chunksBeforeLearning { learn(data, events) }
    }

    /// Returns the events that the end of the stream completes.
    ///
    /// Services leave out the last blank line, and send errors, or a whole answer, as bare lines.
    /// What the end cut in the middle is no event; `isCut` tells that the connection broke.
    mutating func finish(isCut: Bool = false) -> [CompletionEvent] {
        var result: [CompletionEvent] = []
        guard !isDone else { return [] }
        if let last = try? decoder.finish() {
            var events: [CompletionEvent] = []
            read(last, into: &events)
            let isWhole = !events.contains {
                if case .failed(let failure) = $0 { failure.kind == .malformed } else { false }
            }
            if isWhole { result += events }
        }
        return isDone || isCut ? result : result + meaning(ofStray: decoder.stray[...])
    }

    /// The events of lines that belong to no event: a whole answer, chunks, or an error.
    private func meaning(ofStray lines: ArraySlice<UInt8>) -> [CompletionEvent] {
        let stray = Array(lines)
        guard !stray.isEmpty else { return [] }
        guard !isEndMark(stray) else { return [.done] }
        guard let whole = decode(stray) else {
            let events = Self.events(ofLines: stray)
            return events.isEmpty ? [.failed(Self.unreadable(stray))] : events
        }
        let events = whole.events(of: nil)
        return whole.error == nil && !events.isEmpty ? events + [.done] : events
    }

    /// The events of chunks with a line each (NDJSON); empty if any line is none.
    static func events(ofLines body: some Collection<UInt8>) -> [CompletionEvent] {
        let lines = body.split(whereSeparator: { $0 == 0x0A || $0 == 0x0D })
        guard lines.count > 1 else { return [] }
        let chunks = lines.map {
            try? JSONDecoder().decode(CompletionChunkResponse.self, fromForeign: Data($0))
        }
        let known = chunks.compactMap { $0 }
        return known.count == chunks.count ? known.flatMap { $0.events(of: nil) } + [.done] : []
    }

    private func isEndMark(_ data: [UInt8]) -> Bool {
        data.drop { Self.blanks.contains($0) || $0 == UInt8(ascii: "\"") }
            .starts(with: "[DONE]".utf8)
    }

    /// Nothing, blanks or `null`, which some services send to keep a connection open.
    private static func isBlank(_ data: [UInt8]) -> Bool {
        let rest = data.drop { blanks.contains($0) }
        guard rest.starts(with: "null".utf8) else { return rest.isEmpty }
        return rest.dropFirst("null".utf8.count).allSatisfy { blanks.contains($0) }
    }

    private static let blanks = Set("\t\n\r ".utf8)

    private static func unreadable(_ data: [UInt8]) -> ServiceFailure {
        let words = words(of: data) ?? words(of: data.drop { $0 != UInt8(ascii: ":") }.dropFirst())
        let start = String(decoding: data.prefix(200), as: UTF8.self).onOneLine
        return ServiceFailure(
            .malformed,
            httpStatus: 200,
            message: words ?? "a piece of the stream could not be read: \(start)"
        )
    }

    private static func words(of json: some Collection<UInt8>) -> String? {
        (try? JSONDecoder().decode(ErrorWords.self, fromForeign: Data(json.prefix(64 << 10))))?.text
    }

    private mutating func append(_ event: CompletionEvent, to result: inout [CompletionEvent]) {
        switch event {
        case .served:
            guard event != lastServed else { return }
            lastServed = event
        case .text(let piece), .reasoning(let piece):
            textLength += piece.utf8.count
        default:
            break
        }
        result.append(event)
    }

    private mutating func learn(_ data: [UInt8], _ events: [CompletionEvent]) {
        guard templatesLeft > 0,
            let learned = ChunkTemplate(
                data,
                events: events,
                decode: { decode($0)?.events(of: choiceIndex) }
            )
        else { return }
        template = learned
        templatesLeft -= 1
    }
}
