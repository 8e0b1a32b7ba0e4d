/// What chat answers once it has accepted the model.
package indirect enum CompletionScript: Sendable {
    /// 200, then an answer: a stream, or one JSON object to a request without `stream`.
    case stream(StreamScript)
    /// An error before the first byte of an answer.
    case refusal(CompletionRefusal)
    /// Exactly these bytes, whatever was asked.
    case answer(ScriptedAnswer)
    /// Not even a header, until the client closes.
    case silence
    /// One script an attempt, in order; the last repeats.
    case sequence([CompletionScript])

    /// A text of the simulator's own, which depends on model and prompt.
    package static let plain = CompletionScript.stream(StreamScript())

    /// Reasoning first, then a text.
    package static let reasoning = CompletionScript.stream(
        StreamScript(reasoning: StreamScript.composedReasoning)
    )

    /// The whole text in one chunk.
    package static let oneChunk = CompletionScript.stream(StreamScript(isOneChunk: true))

    /// Chunks until the client closes.
    package static let endless = CompletionScript.stream(StreamScript(ending: .endless))

    /// Comments only, after the first chunks, until the client closes.
    package static let stalled = CompletionScript.stream(StreamScript(ending: .stalled()))

    /// Half an answer, then the end of the body, without a finish reason and without `[DONE]`.
    package static let dropped = CompletionScript.stream(StreamScript(ending: .dropped()))

    /// Half an answer, then a closed connection.
    package static let cut = CompletionScript.stream(StreamScript(ending: .cut()))

    /// Writes of one byte each, which split characters and the `data: ` prefix.
    package static let byteByByte = CompletionScript.stream(StreamScript(isByteByByte: true))

    /// This text, in the simulator's usual chunks.
    package static func text(_ text: String) -> Self {
        .stream(StreamScript(text: text))
    }

    /// The same chunk again and again, a loop that models do fall into, then a proper end.
    package static func repeating(_ chunk: String, count: Int) -> Self {
        .stream(StreamScript(text: chunk, isOneChunk: true, repetitions: count))
    }

    /// An error in the middle of a stream, after that many chunks.
    package static func failing(_ failure: MidStreamFailure, afterChunks: Int? = nil) -> Self {
        .stream(StreamScript(ending: .failed(failure, afterChunks: afterChunks)))
    }

    /// An error before the stream, in its usual shape.
    package static func refused(_ kind: RefusalKind) -> Self {
        .refusal(CompletionRefusal(kind))
    }
}
