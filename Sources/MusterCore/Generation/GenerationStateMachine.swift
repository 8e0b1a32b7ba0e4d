package import Foundation

/// Decides the steps of a generation, without I/O or a clock.
///
/// Inputs are events with their times, outputs are actions. It owns the route ladders, retries,
/// fallbacks and their limits. It ignores an input that does not fit its state, such as the end of
/// an abandoned stream, and returns no action for it.
package struct GenerationStateMachine: Sendable {
    package enum Action: Sendable, Hashable {
        case send(model: ModelID, route: Route)
        /// Wait this long, then resume.
        case wait(Duration, because: ServiceFailure)
        case fallBack(to: ModelID, because: ServiceFailure)
        /// Stop: the generation ended like this.
        case finish(GenerationStatus, ServiceFailure?)
    }

    private enum Phase: Sendable {
        case idle
        case sending
        case waiting(for: Int)
        case announcing(Int)
        case over
    }

    package private(set) var action: Action
    /// The failure of the last finished attempt; `nil` if it was answered.
    package private(set) var attemptFailure: ServiceFailure?
    private let policy: RetryPolicy
    private let timeLimit: Duration?
    private var roster: CandidateRoster
    private var stream = StreamWatch(startedAt: .zero)
    private var phase = Phase.idle
    private var deadline: Duration?
    private var attempts = 0
    private var waited = Duration.zero

    /// Creates a machine for the requested model and its fallbacks, in order.
    ///
    /// Leave out candidates that may never be asked, such as disabled ones. If none is left, it
    /// fails at once with `withoutCandidate`.
    package init(
        candidates: [GenerationCandidate],
        preference: RoutePreference,
        policy: RetryPolicy,
        timeLimit: Duration? = nil,
        withoutCandidate: ServiceFailure? = nil
    ) {
        self.policy = policy
        self.timeLimit = timeLimit
        roster = CandidateRoster(candidates, preference: preference, policy: policy)
        action = .finish(
            .failed,
            withoutCandidate ?? ServiceFailure(.badRequest, message: "there is no model to ask")
        )
    }

    /// The reason why the last attempt's stream ended; a refusal may come with any.
    package var finishReason: FinishReason? {
        stream.answer.isRefusal && stream.finishReason != nil ? .refusal : stream.finishReason
    }

    /// Whether the last attempt showed text or reasoning; after that, no other attempt follows.
    package var hasShownText: Bool { stream.hasShownText }

    package var outcomes: [CandidateOutcome] { roster.outcomes }

    package var skipped: [SkippedModel] { roster.skipped }

    /// Whether the service refused every route of the requested model as unknown.
    package var wasRefusedOnEveryRoute: Bool {
        roster.standings.first?.wasRefusedOnEveryRoute ?? false
    }

    /// Whether a request is in flight or its stream is open.
    package var isSending: Bool {
        if case .sending = phase { true } else { false }
    }

    /// The uptime at which the stream stalls unless something arrives.
    package var stallsAt: Duration? {
        guard isSending, let limit = stream.quietLimit(policy) else { return nil }
        return stream.progressAt + limit
    }

    package func timeLeft(at uptime: Duration) -> Duration? {
        deadline.map { max($0 - uptime, .zero) }
    }

    package mutating func start(at moment: ClockReading) -> Action? {
        guard case .idle = phase else { return nil }
        deadline = timeLimit.map { moment.uptime + $0 }
        guard roster.model != nil else {
            phase = .over
            return action
        }
        return send(0, at: moment)
    }

    /// Processes an event; returns an action if the stream should be read no further.
    @discardableResult
    package mutating func received(_ event: CompletionEvent, at uptime: Duration) -> Action? {
        guard isSending, let loop = stream.take(event, at: uptime, policy: policy) else {
            return nil
        }
        return breakOff(.truncated, loop)
    }

    /// Discounts time in which we held the service up.
    package mutating func excuse(at uptime: Duration) {
        if isSending { stream.excuse(at: uptime) }
    }

    /// Checks for a stall; returns an action if there is one.
    package mutating func tick(at moment: ClockReading) -> Action? {
        guard let stallsAt, moment.uptime >= stallsAt else { return nil }
        // The answer is complete; only the connection lingers.
        if stream.hasEnded { return streamEnded(at: moment) }
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

    /// Records the orderly end of the stream.
    package mutating func streamEnded(at moment: ClockReading) -> Action? {
        guard isSending else { return nil }
        if let failure = stream.failure { return ended(.failed, failure, at: moment) }
        guard stream.hasEnded else {
            let message = "the stream ended without an end mark"
            let failure = ServiceFailure(.connection, httpStatus: 200, message: message)
            return ended(stream.hasShownText ? .truncated : .failed, failure, at: moment)
        }
        if let shortfall = stream.answer.shortfall(stream.finishReason) {
            let isCut = shortfall.kind == .contentFilter && stream.answer.hasText
            let failure = shortfall.kind == .empty ? stream.lateFailure ?? shortfall : shortfall
            return ended(isCut ? .truncated : .failed, failure, at: moment)
        }
        attemptFailure = nil
        return finish(.completed, nil)
    }

    /// Records a failed request or a broken stream.
    package mutating func attemptFailed(
        _ failure: ServiceFailure,
        at moment: ClockReading
    ) -> Action? {
        guard isSending else { return nil }
        if failure.kind == .cancelled {
            attemptFailure = failure
            return finish(.cancelled, nil)
        }
        // The answer was complete before the connection broke.
        if stream.hasEnded { return streamEnded(at: moment) }
        var failure = failure
        // A failure after the headers happened within a 200.
        if stream.isOpen { failure.httpStatus = failure.httpStatus ?? 200 }
        // The service's own message says more than a lost connection.
        let status: GenerationStatus = stream.hasShownText ? .truncated : .failed
        return ended(status, stream.failure ?? failure, at: moment)
    }

    /// Continues after a wait or a reported fallback.
    package mutating func resume(at moment: ClockReading) -> Action? {
        switch phase {
        case .waiting(let index):
            // The program may have been stopped, which makes the wait longer than intended.
            if timeLeft(at: moment.uptime) == .zero { return finish(.failed, attemptFailure) }
            return ask(index, at: moment)
        case .announcing(let index):
            return send(index, at: moment)
        case .idle, .sending, .over:
            return nil
        }
    }

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
        // Never show text twice: no retry after the first token.
        if stream.hasShownText { return breakOff(status, failure) }
        attemptFailure = failure
        roster.fail(failure, at: moment)
        let timeLeft = timeLeft(at: moment.uptime)
        let isCharged = policy.stopsWhenCharged && stream.answer.isCharged
        guard attempts < policy.attemptLimit, timeLeft != .zero, !isCharged else {
            return finish(status, failure)
        }
        var longestWait = min(policy.waitLimit, policy.totalWaitLimit - waited)
        // Don't wait if no time would remain for the request after it.
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
        // The stream of a refused attempt does not count against the next one.
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

/// The time by both clocks and a random number, given to a state machine with each input.
package struct ClockReading: Sendable, Hashable {
    /// The monotonic time, for measuring waits and stalls.
    package var uptime: Duration
    /// The date, for quotas that renew at a date.
    package var date: Date
    /// A random number from 0 to 1.
    package var jitter: Double

    /// Clamps `jitter` to its range.
    package init(uptime: Duration, date: Date, jitter: Double = 0) {
        self.uptime = uptime
        self.date = date
        self.jitter = jitter.isFinite ? min(max(jitter, 0), 1) : 0
    }

    package init(_ time: TimeSource, jitter: Double = 0) {
        self.init(uptime: time.uptime(), date: time.now(), jitter: jitter)
    }
}
