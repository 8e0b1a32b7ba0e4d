package import Foundation

/// The state of a running generation, with its updates to the caller.
actor GenerationRun {
    private var generation: Generation
    private var machine: GenerationStateMachine
    private let journal: GenerationJournal?
    private var startedAt: Duration
    private let time: TimeSource
    private let jitter: @Sendable () -> Double
    private let onUpdate: Generator.UpdateHandler
    private let pin: ProviderPin?
    private var model: ModelID
    /// The uptime at which the last request was sent.
    private var attemptStartedAt: Duration
    /// The usage of the attempt under way.
    private var usage: TokenUsage?
    /// The wait before the next attempt, so far.
    private var waited = Duration.zero
    /// The number of skipped fallbacks already reported.
    private var toldSkipped = 0
    /// Whether the caller is busy with an update, which holds up the stream.
    private var isHandingOver = false

    init(
        _ request: GenerationRequest,
        machine: GenerationStateMachine,
        journal: GenerationJournal?,
        time: TimeSource,
        jitter: @escaping @Sendable () -> Double,
        onUpdate: @escaping Generator.UpdateHandler
    ) {
        generation = Generation(id: journal?.id ?? 0, modelID: request.modelID)
        generation.maxTokens = request.maxTokens
        pin = request.pin
        model = request.modelID
        self.machine = machine
        self.journal = journal
        startedAt = time.uptime()
        attemptStartedAt = startedAt
        self.time = time
        self.jitter = jitter
        self.onUpdate = onUpdate
    }

    var outcomes: [CandidateOutcome] { machine.outcomes }

    /// The machine's last decision, to be carried out next.
    var action: GenerationStateMachine.Action { machine.action }

    /// The silence still permitted on the stream; `nil` without a stream or without a limit.
    var quietTimeLeft: Duration? {
        machine.stallsAt.map { max($0 - time.uptime(), .zero) }
    }

    private var moment: ClockReading { ClockReading(time, jitter: jitter()) }

    func start(skipped: [SkippedModel]) async {
        await onUpdate([.began(id: generation.id)] + skipped.map { .skipped($0) })
        _ = machine.start(at: moment)
    }

    /// Records that a request is about to be sent; returns its time limit.
    func begin(model: ModelID, route: Route, timeout: Duration) async -> Duration {
        // The first request gets the whole limit, without the few milliseconds already spent.
        let timeLeft = generation.attempts.isEmpty ? nil : machine.timeLeft(at: time.uptime())
        attemptStartedAt = time.uptime()
        self.model = model
        generation.sentModel = route
        generation.servedModel = nil
        generation.provider = nil
        generation.endpoint = nil
        generation.toolCalls = []
        generation.status = .connecting
        await onUpdate([.connecting(route: route)])
        return timeLeft ?? timeout
    }

    /// Processes events; returns whether to keep reading the stream.
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
            case .routed(let endpoint):
                generation.endpoint = endpoint
            case .text(let piece):
                text += piece
                updates.append(.text(piece))
            case .reasoning(let piece):
                reasoning += piece
                updates.append(.reasoning(piece))
            case .usage(let new):
                usage = usage?.updated(by: new) ?? new
                generation.usage = TokenUsage(sum: generation.attempts.map(\.usage) + [usage])
                if let sum = generation.usage { updates.append(.usage(sum)) }
            case .media(let one):
                generation.media.add(one)
            case .toolCalled(let call):
                generation.toolCalls.add(call)
            case .queued:
                // Nothing was sent, so the model's time has not begun.
                attemptStartedAt = uptime
                if generation.attempts.isEmpty { startedAt = uptime }
            case .finished, .failed, .keptAlive, .done, .refused:
                break
            }
        }
        if stop != nil { recordAttempt() }
        await keep(text: text, reasoning: reasoning)
        await handOver(updates)
        return stop == nil
    }

    /// Checks for a stall; returns whether to stop reading the stream.
    func tick(isLate: Bool) async -> Bool {
        if isLate || isHandingOver {
            // The program was stopped or its caller is slow: not the service's fault.
            machine.excuse(at: time.uptime())
            return false
        }
        guard machine.tick(at: moment) != nil else { return false }
        await tellOfAttempt(recordAttempt())
        return true
    }

    /// Records the end of a request, unless it was given up before.
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

    func beginWait(_ duration: Duration, because failure: ServiceFailure) async {
        generation.status = .waiting
        let until = time.now().addingTimeInterval(duration / .seconds(1))
        await onUpdate(newlySkipped() + [.backingOff(until: until, because: failure)])
    }

    /// Adds a finished wait to the total.
    func endWait(since start: Duration) {
        waited += time.uptime() - start
        _ = machine.resume(at: moment)
    }

    func fallBack(to model: ModelID, because failure: ServiceFailure) async {
        await onUpdate(newlySkipped() + [.fellBack(to: model, because: failure)])
        _ = machine.resume(at: moment)
    }

    func cancel() { _ = machine.cancel() }

    func finish(
        _ status: GenerationStatus,
        _ failure: ServiceFailure?
    ) async -> Generation {
        (generation.status, generation.failure) = (status, failure)
        if let drift { (generation.status, generation.failure) = (.failed, drift) }
        generation.finishReason = machine.finishReason
        generation.durationMilliseconds = (time.uptime() - startedAt).milliseconds
        generation.lastAttemptMilliseconds = (time.uptime() - attemptStartedAt).milliseconds
        if generation.hasModelAnswered || machine.hasShownText, model != generation.modelID {
            generation.answeringModelID = model
        }
        let updates = newlySkipped()
        if !updates.isEmpty { await onUpdate(updates) }
        generation.storeFailure = await journal?.close()
        return generation
    }

    /// The failure of an answer that came from another endpoint than the pinned ones.
    private var drift: ServiceFailure? {
        guard model == generation.modelID, generation.status == .completed else { return nil }
        return pin?.drift(generation.provider, generation.endpoint)
    }

    private func keep(text: String, reasoning: String) async {
        guard !text.isEmpty || !reasoning.isEmpty else { return }
        generation.status = .streaming
        generation.text += text
        generation.reasoning += reasoning
        if generation.timeToFirstTokenMilliseconds == nil {
            generation.timeToFirstTokenMilliseconds = (time.uptime() - startedAt).milliseconds
        }
        await journal?.append(text: text, reasoning: reasoning)
    }

    /// Passes updates to the caller; that time does not count as the service's.
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
            waitedMilliseconds: waited.milliseconds,
            usage: usage
        )
        waited = .zero
        usage = nil
        generation.attempts.append(attempt)
        return attempt
    }

    /// Reports an attempt that ended within its stream, unless the generation's end says the same.
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

/// An event of a running generation; events arrive in order.
package enum GenerationUpdate: Sendable, Hashable {
    case began(id: Int64)
    /// A request with this spelling is being sent.
    case connecting(route: Route)
    case waiting
    case attemptFailed(Attempt)
    /// muster waits until then because of the failure; a `connecting` follows.
    case backingOff(until: Date, because: ServiceFailure)
    /// muster switches to another model; a `connecting` follows.
    case fellBack(to: ModelID, because: ServiceFailure)
    case skipped(SkippedModel)
    case served(model: String, provider: String?)
    case text(String)
    case reasoning(String)
    case usage(TokenUsage)
    case finished(Generation)
}
