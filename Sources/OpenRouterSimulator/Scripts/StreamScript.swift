/// The details of an answer with status 200.
package struct StreamScript: Sendable {
    /// The text; `nil` composes one from model and prompt and cuts it at `max_tokens`.
    package var text: String?
    /// The reasoning; `nil` for none, ``composedReasoning`` to compose it.
    package var reasoning: String?
    package var isOneChunk: Bool
    /// The number of times the text is sent, at least once.
    package var repetitions: Int
    package var usage: UsageShape
    package var comments: CommentPlacement
    package var servedModel: ServedModel
    /// The finish reason of a complete answer.
    package var finishReason: String
    package var ending: StreamEnding
    package var isByteByByte: Bool
    /// The pace; `nil` is the configuration's.
    package var tokensPerSecond: Double?
    /// The wait between the headers and the first chunk, filled with comments.
    package var firstChunkDelay: Duration
    /// The tool to call instead of sending text.
    var toolName: String?

    /// Stands for reasoning that the simulator composes from model and prompt.
    package static let composedReasoning = "<composed>"

    /// The default is an ordinary, complete answer.
    package init(
        text: String? = nil,
        reasoning: String? = nil,
        isOneChunk: Bool = false,
        repetitions: Int = 1,
        usage: UsageShape = .repeatedFinish,
        comments: CommentPlacement = .first,
        servedModel: ServedModel = .requested,
        finishReason: String = "stop",
        ending: StreamEnding = .done,
        isByteByByte: Bool = false,
        tokensPerSecond: Double? = nil,
        firstChunkDelay: Duration = .zero
    ) {
        self.text = text
        self.reasoning = reasoning
        self.isOneChunk = isOneChunk
        self.repetitions = repetitions
        self.usage = usage
        self.comments = comments
        self.servedModel = servedModel
        self.finishReason = finishReason
        self.ending = ending
        self.isByteByByte = isByteByByte
        self.tokensPerSecond = tokensPerSecond
        self.firstChunkDelay = firstChunkDelay
    }
}

/// The end of a stream; an `afterChunks` of `nil` is half way through.
package enum StreamEnding: Sendable, Equatable {
    /// A finish reason, the token counts, `[DONE]`.
    case done
    /// A finish reason and the token counts, but no `[DONE]`.
    case withoutDone
    /// A well-formed end of the HTTP body, without any of these.
    case dropped(afterChunks: Int? = nil)
    /// A connection closed in the middle of the HTTP body.
    case cut(afterChunks: Int? = nil)
    case failed(MidStreamFailure, afterChunks: Int? = nil)
    /// Only comments, every 100 ms, until the client closes.
    case stalled(afterChunks: Int? = nil)
    /// Nothing until the client closes.
    case silent(afterChunks: Int? = nil)
    /// Chunks until the client closes.
    case endless

    /// The number of chunks before the end.
    func chunkCount(of total: Int) -> Int {
        switch self {
        case .done, .withoutDone, .endless:
            total
        case .dropped(let count), .cut(let count), .failed(_, let count), .stalled(let count),
            .silent(let count):
            max(0, count ?? total / 2)
        }
    }
}

/// The reported forms of errors inside a stream of status 200.
package enum MidStreamFailure: Sendable, CaseIterable {
    /// As recorded in November 2025: error and usage in one chunk with a null `finish_reason`, then
    /// `[DONE]`.
    case recorded
    /// As documented: `finish_reason` "error", then the end, without `[DONE]`.
    case documented
    /// As documented in the streaming guide: like ``documented``, but `code` is a string.
    case stringCode
    /// As reported in July 2026: an error with empty `choices`, then the end.
    case emptyChoices
    /// As reported in September 2026: `finish_reason` "error" without an error object.
    ///
    /// The connection closes without ending the body.
    case finishReasonOnly
}

/// The recorded forms of token counts at the end of a stream.
package enum UsageShape: Sendable, CaseIterable {
    /// Until December 2025: one choice whose `finish_reason` is null again.
    case resetFinish
    /// March 2026: `choices` is empty.
    case emptyChoices
    /// Since June 2026: one choice that repeats the finish reason.
    case repeatedFinish
    /// No token counts.
    case absent
}

/// The places of `: OPENROUTER PROCESSING` comments in a stream.
package enum CommentPlacement: Sendable, CaseIterable {
    case none
    /// Once, before the first chunk.
    case first
    /// Before, between and after all chunks.
    case everywhere
}

/// The `model` that an answer reports.
package enum ServedModel: Sendable, Equatable {
    /// The catalog's ID; for an alias, that of its target.
    case requested
    /// The dated slug, as recorded in June 2026.
    case canonicalSlug
    /// Another model, as after a fallback or from a router.
    case other(String)
}
