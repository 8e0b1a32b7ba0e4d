import Foundation

/// Turns the bytes of a streamed completion into events: a struct without I/O.
struct CompletionStreamReader {
    private var decoder = ServerSentEventDecoder()
    /// How much text an answer may have, in bytes: many times that of a million tokens.
    private static let textLimit = 64 << 20

    private var comments = 0
    private var textLength = 0
    private let json = JSONDecoder()
    /// The `served` event is repeated on every chunk; it is passed on when it changes.
    private var lastServed: CompletionEvent?
    /// What the last chunk with text looked like.
    private var template: ChunkTemplate?
    /// How many more templates may be learned: each is paid for by a chunk that one served for, so
    /// that a stream whose chunks have little in common is not read more slowly for long.
    private var templatesLeft = Self.mostTemplates
    private static let mostTemplates = 8

    /// The events that the next bytes complete.
    ///
    /// - Throws: a failure of kind `tooLarge` for an event beyond the limit. A chunk that is not
    ///   JSON is an event of its own, so that the text before and after it is kept.
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

    /// Decodes a chunk; what is not UTF-8 in it is replaced, as the standard for streams has it.
    private func decode(_ data: [UInt8]) -> CompletionChunkResponse? {
        if let chunk = try? json.decode(CompletionChunkResponse.self, from: Data(data)) {
            return chunk
        }
        let repaired = Data(String(decoding: data, as: UTF8.self).utf8)
        guard repaired.count != data.count else { return nil }
        return try? json.decode(CompletionChunkResponse.self, from: repaired)
    }

    private mutating func read(_ data: [UInt8], into result: inout [CompletionEvent]) {
        if let template, let event = template.event(in: data) {
            templatesLeft = min(templatesLeft + 1, Self.mostTemplates)
            if let served = template.served { append(served, to: &result) }
            append(event, to: &result)
            return
        }
        if data.elementsEqual("[DONE]".utf8) {
            result.append(.done)
            return
        }
        guard let events = decode(data)?.events else {
            let start = String(decoding: data.prefix(200), as: UTF8.self)
            result.append(
                .failed(
                    ServiceFailure(
                        .malformed,
                        httpStatus: 200,
                        message: "a piece of the stream could not be read: \(start)"
                    )
                )
            )
            return
        }
        for event in events { append(event, to: &result) }
        learn(data, events)
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
