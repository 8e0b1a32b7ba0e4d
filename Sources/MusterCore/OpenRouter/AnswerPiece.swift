/// What one message of a stream brings of an answer.
struct AnswerPiece: Sendable {
    var text = ""
    var reasoning = ""
    var refusal = ""
    var tools: [ToolCall] = []
    var media: [AnswerMedia] = []

    mutating func add(_ other: AnswerPiece) {
        text += other.text
        reasoning += other.reasoning
        refusal += other.refusal
        tools += other.tools
        media += other.media
    }

    /// Adds a picture or the like; returns whether the part is one.
    @discardableResult
    mutating func add(_ part: MediaPart, describedBy word: String) -> Bool {
        // The words of a sound may come in a chunk without its bytes.
        text += part.transcript ?? ""
        guard let one = part.media ?? part.described(by: word) else { return false }
        media.append(one)
        return true
    }

    /// Its events, in processing order.
    var events: [CompletionEvent] {
        var events: [CompletionEvent] = []
        if !reasoning.isEmpty { events.append(.reasoning(reasoning)) }
        if !refusal.isEmpty { events += [.refused, .text(refusal)] }
        if !text.isEmpty { events.append(.text(text)) }
        events += media.map { .media($0) }
        events += tools.map { .toolCalled($0) }
        return events
    }
}
