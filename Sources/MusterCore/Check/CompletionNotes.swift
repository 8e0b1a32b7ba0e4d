/// What a completion brings besides its text, gathered while it streams.
///
/// However long the stream, it keeps no more than one event of each kind.
actor CompletionNotes {
    /// What was gathered.
    struct Value: Sendable {
        var model: String?
        var provider: String?
        var usage: TokenUsage?
        /// The first tool that was called.
        var toolName: String?
        /// The beginning of the answer, at most ``textLimit`` characters.
        var text = ""
        var failure: ServiceFailure?
    }

    /// A probe's answer is a few words; a model that goes on is not read on.
    private static let textLimit = 4096

    private(set) var value = Value()
    private var hasText = false
    private var finish: CompletionEvent?
    private var failure: CompletionEvent?
    private var hasEndMark = false

    /// Takes note of events; pieces of text are kept only as having come.
    func take(_ new: [CompletionEvent]) {
        for event in new {
            switch event {
            case .served(let model, let provider):
                value.model = model
                value.provider = provider ?? value.provider
            case .usage(let usage): value.usage = usage
            case .text(let piece):
                hasText = true
                if value.text.count < Self.textLimit { value.text += piece.prefix(Self.textLimit) }
            case .reasoning: hasText = true
            case .toolCalled(let name): value.toolName = value.toolName ?? name
            case .finished: finish = finish ?? event
            case .failed(let reason):
                failure = failure ?? event
                value.failure = value.failure ?? reason
            case .done: hasEndMark = true
            case .opened, .keptAlive: break
            }
        }
    }

    /// What came in one attempt, as a state machine has to know it; handed out once.
    func takeEvents() -> [CompletionEvent] {
        let events =
            [hasText ? .text("") : nil, finish, failure, hasEndMark ? .done : nil]
            .compactMap { $0 }
        (hasText, finish, failure, hasEndMark) = (false, nil, nil, false)
        return events
    }
}
