package import Foundation

/// The state of one running generation: what has come so far, and who is told.
actor GenerationRun {
    private var generation: Generation
    private var machine: GenerationStateMachine
    private let journal: GenerationJournal
    private let startedAt: Duration
    private let time: TimeSource
    private let jitter: @Sendable () -> Double
    private let onUpdate: Generator.UpdateHandler
    /// The model that is being asked.
    private var model: ModelID
    /// When the last request was sent.
    private var attemptStartedAt: Duration
    /// How long was waited for the next attempt so far.
    private var waited = Duration.zero
    /// How many of the skipped fallbacks have been told of.
    private var toldSkipped = 0
    /// Whether the reader of the news is what the stream waits for.
    private var isHandingOver = false

    /// Begins with a machine that has not been started.
    init(
        modelID: ModelID,
        machine: GenerationStateMachine,
        journal: GenerationJournal,
        time: TimeSource,
        jitter: @escaping @Sendable () -> Double,
        onUpdate: @escaping Generator.UpdateHandler
    ) {
        generation = Generation(id: journal.id, modelID: modelID)
        model = modelID
        self.machine = machine
        self.journal = journal
        startedAt = time.uptime()
        attemptStartedAt = startedAt
        self.time = time
        self.jitter = jitter
        self.onUpdate = onUpdate
    }

    /// How the models that were asked fared.
    var outcomes: [CandidateOutcome] { machine.outcomes }

    /// What was decided last, which is what to do next.
    var action: GenerationStateMachine.Action { machine.action }

    /// How long the stream may be quiet from now on; `nil` when there is none, or no limit.
    var quietTimeLeft: Duration? {
        machine.stallsAt.map { max($0 - time.uptime(), .zero) }
    }

    private var moment: ClockReading { ClockReading(time, jitter: jitter()) }

    /// Begins.
    func start(skipped: [SkippedModel]) async {
        await onUpdate([.began(id: generation.id)] + skipped.map { .skipped($0) })
        _ = machine.start(at: moment)
    }

    /// A request is about to be sent; returns the time it has.
    func begin(model: ModelID, route: Route, timeout: Duration) async -> Duration {
        // The first has all of it, whatever small change was spent on the way here.
        let timeLeft = generation.attempts.isEmpty ? nil : machine.timeLeft(at: time.uptime())
        attemptStartedAt = time.uptime()
        self.model = model
        generation.sentModel = route
        generation.servedModel = nil
        generation.provider = nil
        generation.status = .connecting
        await onUpdate([.connecting(route: route)])
        return timeLeft ?? timeout
    }

    /// Events came; returns whether the stream is to be read on.
    func take(_ events: [CompletionEvent]) async -> Bool {
        guard machine.isSending else { return false }
        var updates: [GenerationUpdate] = []
        var text = ""
        var reasoning = ""
        let uptime = time.uptime()
        var stop: GenerationStateMachine.Action?
        for event in events where stop == nil {
            stop = machine.received(event, at: uptime)
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
        if stop != nil { recordAttempt() }
        await keep(text: text, reasoning: reasoning)
        await handOver(updates)
        return stop == nil
    }

    /// Looks whether the stream has stalled; returns whether it is to be read no further.
    func tick(isLate: Bool) async -> Bool {
        if isLate || isHandingOver {
            // The program was stopped, or its reader is slow: no fault of the service.
            machine.excuse(at: time.uptime())
            return false
        }
        guard machine.tick(at: moment) != nil else { return false }
        await tellOfAttempt(recordAttempt())
        return true
    }

    /// The request is over, unless it was given up before.
    func end(_ result: Result<Void, ServiceFailure>) async {
        guard machine.isSending else { return }
        switch result {
        case .success:
            _ = machine.streamEnded(at: moment)
            await tellOfAttempt(recordAttempt())
        case .failure(let failure):
            _ = machine.attemptFailed(failure, at: moment)
            await onUpdate([.attemptFailed(recordAttempt())])
        }
    }

    /// A wait begins.
    func beginWait(_ duration: Duration, because failure: ServiceFailure) async {
        generation.status = .waiting
        let until = time.now().addingTimeInterval(duration / .seconds(1))
        await onUpdate(newlySkipped() + [.backingOff(until: until, because: failure)])
    }

    /// A wait is over.
    func endWait(since start: Duration) {
        waited += time.uptime() - start
        _ = machine.resume(at: moment)
    }

    /// Another model is asked from now on.
    func fallBack(to model: ModelID, because failure: ServiceFailure) async {
        await onUpdate(newlySkipped() + [.fellBack(to: model, because: failure)])
        _ = machine.resume(at: moment)
    }

    /// The user wants no more of it.
    func cancel() { _ = machine.cancel() }

    /// Nothing more will come.
    func finish(
        _ status: GenerationStatus,
        _ failure: ServiceFailure?
    ) async -> Generation {
        generation.status = status
        generation.failure = failure
        generation.finishReason = machine.finishReason
        generation.durationMilliseconds = (time.uptime() - startedAt).milliseconds
        generation.lastAttemptMilliseconds = (time.uptime() - attemptStartedAt).milliseconds
        let isAnswered = status == .completed || machine.hasShownText
        if isAnswered, model != generation.modelID { generation.answeringModelID = model }
        let updates = newlySkipped()
        if !updates.isEmpty { await onUpdate(updates) }
        generation.storeFailure = await journal.close()
        return generation
    }

    private func keep(text: String, reasoning: String) async {
        guard !text.isEmpty || !reasoning.isEmpty else { return }
        generation.status = .streaming
        generation.text += text
        generation.reasoning += reasoning
        if generation.timeToFirstTokenMilliseconds == nil {
            generation.timeToFirstTokenMilliseconds = (time.uptime() - startedAt).milliseconds
        }
        await journal.append(text: text, reasoning: reasoning)
    }

    /// Passes news of the stream on; the time that takes is not the service's.
    private func handOver(_ updates: [GenerationUpdate]) async {
        guard !updates.isEmpty else { return }
        isHandingOver = true
        await onUpdate(updates)
        isHandingOver = false
        machine.excuse(at: time.uptime())
    }

    @discardableResult
    private func recordAttempt() -> Attempt {
        let attempt = Attempt(
            modelID: model,
            sentModel: generation.sentModel ?? Route(model),
            failure: machine.attemptFailure,
            waitedMilliseconds: waited.milliseconds
        )
        waited = .zero
        generation.attempts.append(attempt)
        return attempt
    }

    /// Tells of an attempt that ended within its stream, unless the end of it all tells the same.
    private func tellOfAttempt(_ attempt: Attempt) async {
        if case .finish = machine.action { return }
        await onUpdate([.attemptFailed(attempt)])
    }

    private func newlySkipped() -> [GenerationUpdate] {
        let new = machine.skipped.dropFirst(toldSkipped)
        toldSkipped += new.count
        return new.map { .skipped($0) }
    }
}

/// News of a running generation, in the order in which it happened.
package enum GenerationUpdate: Sendable, Hashable {
    /// It has begun, and is stored under this ID.
    case began(id: Int64)
    /// A request is being sent with this spelling of the model.
    case connecting(route: Route)
    /// The service has accepted the request.
    case waiting
    /// A request failed; another may follow.
    case attemptFailed(Attempt)
    /// Nothing is sent until then, because of the failure; a `connecting` follows.
    case backingOff(until: Date, because: ServiceFailure)
    /// Another model is asked from now on; a `connecting` follows.
    case fellBack(to: ModelID, because: ServiceFailure)
    /// A fallback is passed over.
    case skipped(SkippedModel)
    /// Who answers.
    case served(model: String, provider: String?)
    /// The next piece of the answer.
    case text(String)
    /// The next piece of the reasoning.
    case reasoning(String)
    /// What was used so far.
    case usage(TokenUsage)
    /// It is over.
    case finished(Generation)
}
