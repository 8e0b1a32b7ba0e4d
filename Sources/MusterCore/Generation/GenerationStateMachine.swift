package import Foundation

/// Decides what a generation does next; it performs nothing and knows no time.
///
/// Inputs are what happened and when, outputs are what to do. It owns the route ladders, the
/// retries, the fallbacks and their limits. An input that does not fit the present state, such as
/// the end of a stream that was given up, changes nothing and returns nothing to do.
package struct GenerationStateMachine: Sendable {
    /// What to do next.
    package enum Action: Sendable, Hashable {
        /// Send the request with this spelling of the model.
        case send(model: ModelID, route: Route)
        /// Wait so long, then resume.
        case wait(Duration, because: ServiceFailure)
        /// Tell that another model is asked from now on, then resume.
        case fallBack(to: ModelID, because: ServiceFailure)
        /// Nothing more: this is how it ended.
        case finish(GenerationStatus, ServiceFailure?)
    }

    private enum Phase: Sendable {
        case idle
        case sending
        case waiting(for: Int)
        case announcing(Int)
        case over
    }

    /// What was decided last.
    package private(set) var action: Action
    /// Why the last attempt that has ended failed; `nil` when it was answered.
    package private(set) var attemptFailure: ServiceFailure?
    private let policy: RetryPolicy
    private let timeLimit: Duration?
    private var roster: CandidateRoster
    private var stream = StreamWatch(startedAt: .zero)
    private var phase = Phase.idle
    private var deadline: Duration?
    private var attempts = 0
    private var waited = Duration.zero

    /// Creates a machine.
    ///
    /// - Parameters:
    ///   - candidates: the model asked for, then its fallbacks in the order of asking. Those that
    ///     may never be asked, such as disabled ones, are to be left out.
    ///   - preference: which spelling of a model goes first.
    ///   - policy: the limits.
    ///   - timeLimit: the time for everything, waits included.
    package init(
        candidates: [GenerationCandidate],
        preference: RoutePreference,
        policy: RetryPolicy,
        timeLimit: Duration? = nil
    ) {
        self.policy = policy
        self.timeLimit = timeLimit
        roster = CandidateRoster(candidates, preference: preference, policy: policy)
        action = .finish(.failed, ServiceFailure(.badRequest, message: "there is no model to ask"))
    }

    /// The finish reason of the last attempt.
    package var finishReason: FinishReason? { stream.finishReason }

    /// Whether text or reasoning of the last attempt was shown; then no other is ever sent.
    package var hasShownText: Bool { stream.hasShownText }

    /// How the models that were asked fared.
    package var outcomes: [CandidateOutcome] { roster.outcomes }

    /// The fallbacks that were passed over so far.
    package var skipped: [SkippedModel] { roster.skipped }

    /// Whether every route of the model asked for was tried and each was refused as unknown.
    package var wasRefusedOnEveryRoute: Bool {
        roster.standings.first?.wasRefusedOnEveryRoute ?? false
    }

    /// Whether a request is on its way, or its stream is open.
    package var isSending: Bool {
        if case .sending = phase { true } else { false }
    }

    /// The uptime at which the stream counts as stalled unless something comes.
    package var stallsAt: Duration? {
        guard isSending, let limit = stream.quietLimit(policy) else { return nil }
        return stream.progressAt + limit
    }

    /// How much of the time for everything is left.
    package func timeLeft(at uptime: Duration) -> Duration? {
        deadline.map { max($0 - uptime, .zero) }
    }

    /// Begins.
    package mutating func start(at moment: ClockReading) -> Action? {
        guard case .idle = phase else { return nil }
        deadline = timeLimit.map { moment.uptime + $0 }
        guard roster.model != nil else {
            phase = .over
            return action
        }
        return send(0, at: moment)
    }

    /// Takes note of what the stream brought; returns what to do when it is to be read no further.
    @discardableResult
    package mutating func received(_ event: CompletionEvent, at uptime: Duration) -> Action? {
        guard isSending, let loop = stream.take(event, at: uptime, policy: policy) else {
            return nil
        }
        return breakOff(.truncated, loop)
    }

    /// Takes note that time passed which the service could not use.
    package mutating func excuse(at uptime: Duration) {
        if isSending { stream.excuse(at: uptime) }
    }

    /// Looks whether the stream has stalled; returns what to do when it has.
    package mutating func tick(at moment: ClockReading) -> Action? {
        guard let stallsAt, moment.uptime >= stallsAt else { return nil }
        // All is said; only the connection lingers.
        if stream.hasEndMark || stream.finishReason != nil { return streamEnded(at: moment) }
        let limit = (stream.quietLimit(policy) ?? .zero).components.seconds
        let failure = ServiceFailure(
            .timeout,
            httpStatus: stream.isOpen ? 200 : nil,
            message: stream.hasShownText
                ? "the stream stalled: nothing came for \(limit) s"
                : "no first token within \(limit) s"
        )
        return attemptFailed(failure, at: moment)
    }

    /// The stream came to its end without breaking.
    package mutating func streamEnded(at moment: ClockReading) -> Action? {
        guard isSending else { return nil }
        if let failure = stream.failure { return ended(.failed, failure, at: moment) }
        guard stream.hasEndMark || stream.finishReason != nil else {
            let message = "the stream ended without an end mark"
            let failure = ServiceFailure(.connection, httpStatus: 200, message: message)
            return ended(.truncated, failure, at: moment)
        }
        // A model that stops of itself without a word has not answered; one that was cut before its
        // first word, or that calls a tool, has.
        let isSilent = stream.finishReason == nil || stream.finishReason == .stop
        guard stream.hasShownText || !isSilent else {
            let failure = ServiceFailure(
                .malformed,
                httpStatus: 200,
                message: "the answer is empty"
            )
            return ended(.failed, failure, at: moment)
        }
        attemptFailure = nil
        return finish(.completed, nil)
    }

    /// The request failed, or its stream broke.
    package mutating func attemptFailed(
        _ failure: ServiceFailure,
        at moment: ClockReading
    ) -> Action? {
        guard isSending else { return nil }
        if failure.kind == .cancelled {
            attemptFailure = failure
            return finish(.cancelled, nil)
        }
        var failure = failure
        // What broke after the headers had come, broke within a 200.
        if stream.isOpen { failure.httpStatus = failure.httpStatus ?? 200 }
        // The service's own words say more than that the connection was lost.
        let status: GenerationStatus = stream.hasShownText ? .truncated : .failed
        return ended(status, stream.failure ?? failure, at: moment)
    }

    /// The wait is over, or the fallback was told of.
    package mutating func resume(at moment: ClockReading) -> Action? {
        switch phase {
        case .waiting(let index):
            // The program may have been stopped, and the wait longer than it was meant to be.
            if timeLeft(at: moment.uptime) == .zero { return finish(.failed, attemptFailure) }
            return ask(index, at: moment)
        case .announcing(let index):
            return send(index, at: moment)
        case .idle, .sending, .over:
            return nil
        }
    }

    /// The user wants no more of it.
    package mutating func cancel() -> Action? {
        if case .over = phase { return nil }
        if isSending { attemptFailure = ServiceFailure(.cancelled, message: "cancelled") }
        return finish(.cancelled, nil)
    }

    private mutating func ended(
        _ status: GenerationStatus,
        _ failure: ServiceFailure,
        at moment: ClockReading
    ) -> Action {
        // What has been shown is never shown again: no second try after the first token.
        if stream.hasShownText { return breakOff(status, failure) }
        attemptFailure = failure
        roster.fail(failure, at: moment)
        let timeLeft = timeLeft(at: moment.uptime)
        guard attempts < policy.attemptLimit, timeLeft != .zero else {
            return finish(status, failure)
        }
        var longestWait = min(policy.waitLimit, policy.totalWaitLimit - waited)
        // A wait that leaves no time for the request after it is for nothing.
        if let timeLeft { longestWait = min(longestWait, timeLeft - policy.waitFloor) }
        switch roster.choose(at: moment.uptime, longestWait: longestWait) {
        case .ask(let index):
            return ask(index, at: moment)
        case .wait(let index, let duration):
            waited += duration
            phase = .waiting(for: index)
            action = .wait(duration, because: failure)
            return action
        case .giveUp(let reason):
            return finish(reason == failure ? status : .failed, reason)
        }
    }

    private mutating func ask(_ index: Int, at moment: ClockReading) -> Action {
        guard index != roster.current, let attemptFailure else { return send(index, at: moment) }
        phase = .announcing(index)
        let model = roster.standings[index].candidate.modelID
        action = .fallBack(to: model, because: attemptFailure)
        return action
    }

    private mutating func send(_ index: Int, at moment: ClockReading) -> Action {
        let (model, route) = roster.ask(index)
        attempts += 1
        phase = .sending
        // What the stream of a refused attempt said does not count against the next.
        stream = StreamWatch(startedAt: moment.uptime)
        action = .send(model: model, route: route)
        return action
    }

    private mutating func breakOff(_ status: GenerationStatus, _ failure: ServiceFailure) -> Action
    {
        attemptFailure = failure
        roster.breakOff(failure)
        return finish(status, failure)
    }

    private mutating func finish(_ status: GenerationStatus, _ failure: ServiceFailure?) -> Action {
        phase = .over
        action = .finish(status, failure)
        return action
    }
}

/// The time by both clocks and a throw of the dice, which a state machine is given with each input.
package struct ClockReading: Sendable, Hashable {
    /// The time that only moves forward, by which waits and stalls are measured.
    package var uptime: Duration
    /// The date, for limits that are renewed at a date.
    package var date: Date
    /// A random number from 0 to 1.
    package var jitter: Double

    /// Creates a moment; a jitter outside its range is brought into it.
    package init(uptime: Duration, date: Date, jitter: Double = 0) {
        self.uptime = uptime
        self.date = date
        self.jitter = jitter.isFinite ? min(max(jitter, 0), 1) : 0
    }

    /// The present moment.
    package init(_ time: TimeSource, jitter: Double = 0) {
        self.init(uptime: time.uptime(), date: time.now(), jitter: jitter)
    }
}
