import Foundation

/// Turns the bytes of a streamed completion into events: a struct without I/O.
struct CompletionStreamReader {
    private var decoder = ServerSentEventDecoder()
    private var comments = 0
    private let json = JSONDecoder()
    /// The `served` event is repeated on every chunk; it is passed on when it changes.
    private var lastServed: CompletionEvent?

    /// The events that the next bytes complete.
    ///
    /// - Throws: a failure of kind `tooLarge` for an event beyond the limit. A chunk that is not
    ///   JSON is an event of its own, so that the text before and after it is kept.
    mutating func read(_ bytes: some Sequence<UInt8>) throws(ServiceFailure) -> [CompletionEvent] {
        let events: [ServerSentEvent]
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
        for event in events {
            result.append(contentsOf: read(event))
        }
        return result
    }

    private mutating func read(_ event: ServerSentEvent) -> [CompletionEvent] {
        if event.data.elementsEqual("[DONE]".utf8) { return [.done] }
        guard let chunk = try? json.decode(CompletionChunkResponse.self, from: Data(event.data))
        else {
            let start = String(decoding: event.data.prefix(200), as: UTF8.self)
            return [
                .failed(
                    ServiceFailure(
                        .malformed,
                        httpStatus: 200,
                        message: "a piece of the stream could not be read: \(start)"
                    )
                )
            ]
        }
        return chunk.events.filter { event in
            guard case .served = event else { return true }
            defer { lastServed = event }
            return event != lastServed
        }
    }
}
