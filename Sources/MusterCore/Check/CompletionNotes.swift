/// What a completion brings besides its text, gathered while it streams.
actor CompletionNotes {
    /// What was gathered.
    struct Value: Sendable {
        var provider: String?
        var servedModel: String?
        var usage: TokenUsage?
    }

    private(set) var value = Value()
    private var events: [CompletionEvent] = []

    /// Takes note of events; pieces of text are kept only as having come.
    func take(_ new: [CompletionEvent]) {
        for event in new {
            switch event {
            case .served(let model, let provider):
                value.servedModel = model
                value.provider = provider ?? value.provider
            case .usage(let usage):
                value.usage = usage
            case .text, .reasoning:
                guard !events.contains(.text("")) else { continue }
                events.append(.text(""))
                continue
            case .opened, .finished, .failed, .keptAlive, .done:
                break
            }
            if events.count < 1000 { events.append(event) }
        }
    }

    /// The events so far, for a state machine; they are handed out once.
    func takeEvents() -> [CompletionEvent] {
        defer { events = [] }
        return events
    }
}
