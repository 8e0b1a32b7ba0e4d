import Foundation

/// Turns the bytes of a streamed completion into events, without I/O.
struct CompletionStreamReader {
    private var decoder = ServerSentEventDecoder()
    /// The limit of an answer's text in bytes: far more than a million tokens.
    private static let textLimit = 64 << 20

    private var comments = 0
    private var textLength = 0
    private let json = JSONDecoder()
    /// Every chunk repeats the `served` event; the reader passes it on when it changes.
    private var lastServed: CompletionEvent?
    private var template: ChunkTemplate?
    /// The number of templates it may still learn.
    ///
    /// Each one earns another by matching a chunk, so a stream of dissimilar chunks soon stops
    /// costing extra time.
    private var templatesLeft = Self.mostTemplates
    private static let mostTemplates = 8

    /// Returns the events that the next bytes complete.
    ///
    /// Throws a failure of kind `tooLarge` for an event beyond the limit. A chunk that is not JSON
    /// becomes an event instead, so the text before and after it is kept.
    mutating func read(_ bytes: some Sequence<UInt8>) throws(ServiceFailure) -> [CompletionEvent] {
        let events: [[UInt8]]
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
        for event in events { read(event, into: &result) }
        guard textLength <= Self.textLimit else {
            throw ServiceFailure(.tooLarge, httpStatus: 200, message: "the answer is too large")
        }
        return result
    }

    private func decode(_ data: [UInt8]) -> CompletionChunkResponse? {
        try? json.decode(CompletionChunkResponse.self, fromForeign: Data(data))
    }

    private mutating func read(_ data: [UInt8], into result: inout [CompletionEvent]) {
        if let template, let event = template.event(in: data) {
            templatesLeft = min(templatesLeft + 1, Self.mostTemplates)
            if let served = template.served { append(served, to: &result) }
            append(event, to: &result)
            return
        }
        if isEndMark(data) {
            result.append(.done)
            return
        }
        guard let events = decode(data)?.events else {
            result.append(.failed(Self.unreadable(data)))
            return
        }
        for event in events { append(event, to: &result) }
        learn(data, events)
    }

    /// Returns the events that the end of the stream completes.
    ///
    /// Services leave out the last blank line, and send errors, or a whole answer, as bare lines.
    /// What the end cut in the middle is no event.
    mutating func finish() -> [CompletionEvent] {
        var result: [CompletionEvent] = []
        if let last = try? decoder.finish(), isEndMark(last) || decode(last) != nil {
            read(last, into: &result)
        }
        let stray = decoder.stray
        guard !stray.isEmpty else { return result }
        if let whole = decode(stray), !whole.events.isEmpty {
            return result + whole.events + (whole.error == nil ? [.done] : [])
        }
        return result + [.failed(Self.unreadable(stray))]
    }

    private func isEndMark(_ data: [UInt8]) -> Bool {
        guard data.count < 32 else { return false }
        let text = String(decoding: data, as: UTF8.self)
        return text.split(whereSeparator: \.isWhitespace) == ["[DONE]"]
    }

    private static func unreadable(_ data: [UInt8]) -> ServiceFailure {
        let start = String(decoding: data.prefix(200), as: UTF8.self)
            .split(whereSeparator: \.isWhitespace).joined(separator: " ")
        return ServiceFailure(
            .malformed,
            httpStatus: 200,
            message: "a piece of the stream could not be read: \(start)"
        )
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
            let learned = ChunkTemplate(data, events: events, decode: { decode($0)?.events })
        else { return }
        template = learned
        templatesLeft -= 1
    }
}
