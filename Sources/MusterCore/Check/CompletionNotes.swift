/// What a completion brings besides its text, gathered while it streams.
///
/// However long the stream, it keeps no more than one event of each kind.
actor CompletionNotes {
    /// What was gathered.
    struct Value: Sendable {
        var provider: String?
        var usage: TokenUsage?
    }

    private(set) var value = Value()
    private var hasText = false
    private var finish: CompletionEvent?
    private var failure: CompletionEvent?
    private var hasEndMark = false

    /// Takes note of events; pieces of text are kept only as having come.
    func take(_ new: [CompletionEvent]) {
        for event in new {
            switch event {
            case .served(_, let provider): value.provider = provider ?? value.provider
            case .usage(let usage): value.usage = usage
            case .text, .reasoning: hasText = true
            case .finished: finish = finish ?? event
            case .failed: failure = failure ?? event
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
