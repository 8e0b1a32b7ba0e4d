/// The particulars of an answer that begins with status 200.
package struct StreamScript: Sendable {
    /// What is said; `nil` composes a text, cut at `max_tokens`, from model and prompt.
    package var text: String?
    /// What is thought before it; `nil` nothing, ``composedReasoning`` something that fits.
    package var reasoning: String?
    /// Whether the text comes in one chunk rather than a word at a time.
    package var isOneChunk: Bool
    /// How often the text is said, at least once.
    package var repetitions: Int
    /// The form of the chunk with the token counts.
    package var usage: UsageShape
    /// Where `: OPENROUTER PROCESSING` stands.
    package var comments: CommentPlacement
    /// What the chunks give as `model`.
    package var servedModel: ServedModel
    /// The reason given at a proper end.
    package var finishReason: String
    /// How it ends.
    package var ending: StreamEnding
    /// Whether every byte is a write of its own.
    package var isByteByByte: Bool
    /// A pace of its own; `nil` is the configuration's.
    package var tokensPerSecond: Double?
    /// The wait between the headers and the first chunk, filled with comments.
    package var firstChunkDelay: Duration
    /// The tool that is called instead of saying anything.
    var toolName: String?

    /// Stands for reasoning that the simulator composes from model and prompt.
    package static let composedReasoning = "<composed>"

    /// Makes an answer; without arguments it is an ordinary, complete one.
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

/// How a stream ends; an `afterChunks` of `nil` is half way through.
package enum StreamEnding: Sendable, Equatable {
    /// A finish reason, the token counts, `[DONE]`.
    case done
    /// A finish reason and the token counts, but no `[DONE]`.
    case withoutDone
    /// A well-formed end of the HTTP body with nothing of the above.
    case dropped(afterChunks: Int? = nil)
    /// A connection closed in the middle of the HTTP body.
    case cut(afterChunks: Int? = nil)
    /// An error in the stream.
    case failed(MidStreamFailure, afterChunks: Int? = nil)
    /// Comments every 100 ms, and nothing else, until the client closes.
    case stalled(afterChunks: Int? = nil)
    /// Nothing at all until the client closes.
    case silent(afterChunks: Int? = nil)
    /// Chunks until the client closes.
    case endless

    /// How many of `total` chunks come before the end.
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

/// The forms in which errors have been reported inside a stream of status 200.
package enum MidStreamFailure: Sendable, CaseIterable {
    /// As recorded in November 2025: error and usage on one chunk, then `[DONE]`.
    ///
    /// `finish_reason` is null on that chunk.
    case recorded
    /// As documented: `finish_reason` "error", then the end, without `[DONE]`.
    case documented
    /// As documented in the streaming guide: like ``documented``, but `code` is a string.
    case stringCode
    /// As reported in July 2026: an error with empty `choices`, then the end.
    case emptyChoices
    /// As reported in September 2026: `finish_reason` "error" and nothing else.
    ///
    /// There is no error object, and the connection closes without an end of the body.
    case finishReasonOnly
}

/// The forms in which token counts have been recorded at the end of a stream.
package enum UsageShape: Sendable, CaseIterable {
    /// Until December 2025: one choice whose `finish_reason` is null again.
    case resetFinish
    /// March 2026: `choices` is empty.
    case emptyChoices
    /// Since June 2026: one choice that repeats the finish reason.
    case repeatedFinish
    /// No token counts at all.
    case absent
}

/// Where a stream has its `: OPENROUTER PROCESSING` comments.
package enum CommentPlacement: Sendable, CaseIterable {
    /// Nowhere.
    case none
    /// Once, before the first chunk.
    case first
    /// Before, between and after all chunks.
    case everywhere
}

/// What an answer gives as `model`.
package enum ServedModel: Sendable, Equatable {
    /// The catalog's ID; for an alias, the model that it stands for.
    case requested
    /// The dated slug, as recorded in June 2026.
    case canonicalSlug
    /// Another model, as after a fallback or from a router.
    case other(String)
}
