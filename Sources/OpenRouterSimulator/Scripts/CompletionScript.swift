/// The answer of chat once it has accepted the model.
package indirect enum CompletionScript: Sendable {
    /// Status 200 and an answer: a stream, or one JSON object for a request without `stream`.
    case stream(StreamScript)
    /// An error before the first byte of an answer.
    case refusal(CompletionRefusal)
    /// Exactly these bytes for any request.
    case answer(ScriptedAnswer)
    /// No bytes, not even a header, until the client closes.
    case silence
    /// One script per attempt, in order; the last one repeats.
    case sequence([CompletionScript])

    /// A text that the simulator composes from model and prompt.
    package static let plain = CompletionScript.stream(StreamScript())

    /// Reasoning, then text.
    package static let reasoning = CompletionScript.stream(
        StreamScript(reasoning: StreamScript.composedReasoning)
    )

    package static let oneChunk = CompletionScript.stream(StreamScript(isOneChunk: true))

    package static let endless = CompletionScript.stream(StreamScript(ending: .endless))

    /// The first chunks, then only comments until the client closes.
    package static let stalled = CompletionScript.stream(StreamScript(ending: .stalled()))

    /// Half an answer, then the end of the body, without a finish reason or `[DONE]`.
    package static let dropped = CompletionScript.stream(StreamScript(ending: .dropped()))

    /// Half an answer, then a closed connection.
    package static let cut = CompletionScript.stream(StreamScript(ending: .cut()))

    /// Writes of one byte each, which split characters and the `data: ` prefix.
    package static let byteByByte = CompletionScript.stream(StreamScript(isByteByByte: true))

    package static func text(_ text: String) -> Self {
        .stream(StreamScript(text: text))
    }

    /// The same chunk over and over, a loop that real models fall into, then a proper end.
    package static func repeating(_ chunk: String, count: Int) -> Self {
        .stream(StreamScript(text: chunk, isOneChunk: true, repetitions: count))
    }

    package static func failing(_ failure: MidStreamFailure, afterChunks: Int? = nil) -> Self {
        .stream(StreamScript(ending: .failed(failure, afterChunks: afterChunks)))
    }

    package static func refused(_ kind: RefusalKind) -> Self {
        .refusal(CompletionRefusal(kind))
    }
}
