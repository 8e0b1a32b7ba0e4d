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
