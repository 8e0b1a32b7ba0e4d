/// The state of one running generation: what has come so far, and who is told.
actor GenerationRun {
    private var generation: Generation
    private var machine: GenerationStateMachine
    private let journal: GenerationJournal
    private let startedAt: Duration
    private let time: TimeSource
    private let onUpdate: Generator.UpdateHandler

    init(
        modelID: ModelID,
        ladder: RouteLadder,
        journal: GenerationJournal,
        time: TimeSource,
        onUpdate: @escaping Generator.UpdateHandler
    ) {
        generation = Generation(id: journal.id, modelID: modelID)
        machine = GenerationStateMachine(ladder: ladder)
        self.journal = journal
        startedAt = time.uptime()
        self.time = time
        self.onUpdate = onUpdate
    }

    /// Whether every route was tried and each was refused as unknown.
    var wasRefusedOnEveryRoute: Bool { machine.wasRefusedOnEveryRoute }

    /// Begins; returns the first thing to do.
    func start() async -> GenerationStateMachine.Action {
        await onUpdate([.began(id: generation.id)])
        return machine.start()
    }

    /// A request is about to be sent.
    func begin(route: String) async {
        generation.sentModel = route
        generation.status = .connecting
        await onUpdate([.connecting(route: route)])
    }

    /// Events came.
    func take(_ events: [CompletionEvent]) async {
        var updates: [GenerationUpdate] = []
        var text = ""
        var reasoning = ""
        for event in events {
            machine.received(event)
            switch event {
            case .opened:
                generation.status = .waiting
                updates.append(.waiting)
            case .served(let model, let provider):
                generation.servedModel = model
                generation.provider = provider ?? generation.provider
                updates.append(.served(model: model, provider: provider))
            case .text(let piece):
                text += piece
                updates.append(.text(piece))
            case .reasoning(let piece):
                reasoning += piece
                updates.append(.reasoning(piece))
            case .usage(let usage):
                generation.usage = usage
                updates.append(.usage(usage))
            case .finished, .failed, .keptAlive, .done, .toolCalled:
                break
            }
        }
        if !text.isEmpty || !reasoning.isEmpty {
            generation.status = .streaming
            generation.text += text
            generation.reasoning += reasoning
            if generation.timeToFirstTokenMilliseconds == nil {
                generation.timeToFirstTokenMilliseconds = (time.uptime() - startedAt).milliseconds
            }
            await journal.append(text: text, reasoning: reasoning)
        }
        if !updates.isEmpty { await onUpdate(updates) }
    }

    /// The request is over; returns what to do next.
    func end(_ result: Result<Void, ServiceFailure>) async -> GenerationStateMachine.Action {
        let action: GenerationStateMachine.Action
        let attempt: Attempt
        let route = generation.sentModel ?? ""
        switch result {
        case .success:
            action = machine.streamEnded()
            attempt = Attempt(sentModel: route, action: action)
        case .failure(let failure):
            action = machine.attemptFailed(failure)
            attempt = Attempt(sentModel: route, failure: failure)
            await onUpdate([.attemptFailed(attempt)])
        }
        generation.attempts.append(attempt)
        return action
    }

    /// Nothing more will come.
    func finish(
        _ status: GenerationStatus,
        _ failure: ServiceFailure?
    ) async -> Generation {
        generation.status = status
        generation.failure = failure
        generation.finishReason = machine.finishReason
        generation.durationMilliseconds = (time.uptime() - startedAt).milliseconds
        generation.storeFailure = await journal.close()
        return generation
    }
}
