import Foundation

/// Requests a small completion, trying one route after another until one works.
struct DeepCheck: Sendable {
    /// The prompt; nobody reads the answer.
    package static let prompt = "Reply with the single word OK."

    let client: OpenRouterClient
    let store: Store
    let time: TimeSource
    let preference: RoutePreference
    /// Delays free-tier requests until their turn; `nil` for paid models.
    let pace: FreeTierPace?

    /// Whether to ask once more after a connection that closed before an answer; no budget counts it.
    var asksAgain = false
    /// The tag of the one endpoint to ask; `nil` lets routing choose.
    var endpoint: String?
    /// What the request demands of providers.
    var pin: ProviderPin?

    /// Checks a model, then probes it if it answers; every failure becomes a result.
    func run(_ model: Model, probes: [Capability] = []) async -> CheckResult {
        var candidate = GenerationCandidate(model)
        candidate.workingRoute = try? await store.workingRoute(for: model.id)
        var machine = GenerationStateMachine(
            candidates: [candidate],
            preference: preference,
            policy: .none
        )
        let start = time.uptime()
        let notes = CompletionNotes()
        var attempts: [Attempt] = []
        _ = machine.start(at: ClockReading(time))
        while true {
            switch machine.action {
            case .send(_, let route):
                await attempt(model, route, notes, &machine)
                attempts.append(
                    Attempt(modelID: model.id, sentModel: route, failure: machine.attemptFailure)
                )
            case .wait, .fallBack:
                // The policy `.none` produces neither.
                _ = machine.resume(at: ClockReading(time))
            case .finish(let status, let failure):
                let seen = await notes.value
                var generation = Generation(id: 0, modelID: model.id, status: status)
                generation.failure = failure
                if status == .cancelled {
                    generation.failure = ServiceFailure(.cancelled, message: "cancelled")
                }
                if let failure, failure.kind == .dailyQuota {
                    generation.failure?.resetsAt = FreeTier.reset(failure.resetsAt, now: time.now())
                }
                generation.attempts = attempts
                generation.sentModel = attempts.last?.sentModel
                generation.servedModel = seen.model
                generation.provider = seen.provider
                generation.usage = seen.usage
                generation.endpoint = seen.endpoint
                if status == .completed,
                    let drift = pin?.drift(generation.provider, generation.endpoint)
                {
                    (generation.status, generation.failure) = (.failed, drift)
                }
                generation.durationMilliseconds = (time.uptime() - start).milliseconds
                var evidence = Evidence(
                    completion: generation,
                    wasRefusedOnEveryRoute: machine.wasRefusedOnEveryRoute,
                    observedAt: time.now(),
                    slug: model.openRouterSlug
                )
                if let pin {
                    let served = evidence.finding == .answered ? generation.endpoint?.tag : nil
                    let tag = endpoint ?? served ?? pin.routing.words
                    evidence.limit(to: tag, generation.failure)
                }
                var result = CheckResult(
                    evidence: evidence,
                    isOfEndpoint: pin != nil,
                    attempts: attempts,
                    failure: generation.failure
                )
                if generation.hasModelAnswered, evidence.finding == .answered,
                    let route = generation.sentModel
                {
                    await remember(route, model)
                    for probe in probes {
                        result.probes.append(await self.probe(probe, model, route))
                    }
                }
                return result
            }
        }
    }

    private func attempt(
        _ model: Model,
        _ route: Route,
        _ notes: CompletionNotes,
        _ machine: inout GenerationStateMachine
    ) async {
        do throws(ServiceFailure) {
            try await complete(model, route, probe: nil, notes)
            await tell(&machine, notes)
            _ = machine.streamEnded(at: ClockReading(time))
        } catch {
            if error.kind == .minuteQuota { await pace?.hold() }
            await tell(&machine, notes)
            _ = machine.attemptFailed(error, at: ClockReading(time))
        }
    }

    private func tell(_ machine: inout GenerationStateMachine, _ notes: CompletionNotes) async {
        let uptime = time.uptime()
        for event in await notes.takeEvents() { machine.received(event, at: uptime) }
    }

    private func complete(
        _ model: Model,
        _ route: Route,
        probe: Capability?,
        _ notes: CompletionNotes
    ) async throws(ServiceFailure) {
        await pace?.waitForTurn()
        let request = CompletionRequest(
            model: route,
            isFree: model.isFree,
            prompt: probe?.prompt ?? Self.prompt,
            maxTokens: CheckPlanner.maximumAnswerTokens,
            timeout: client.completionTimeout,
            routing: pin?.routing,
            asksForEndpoint: true,
            probe: probe
        )
        do throws(ServiceFailure) {
            try await client.complete(request) { events in await notes.take(events) }
        } catch {
            // Some servers close a connection that they promised to keep: a new one tells.
            guard asksAgain, error.kind == .connection, error.isUnreachable, await !notes.hasBegun
            else { throw error }
            try await client.complete(request) { events in await notes.take(events) }
        }
    }

    /// Remembers the route; if that fails, the next check finds it again.
    private func remember(_ route: Route, _ model: Model) async {
        try? await store.rememberRoute(
            route,
            for: model.id,
            now: time.now()
        )
    }
}

extension DeepCheck {
    /// Probes a capability by the route that just worked.
    private func probe(_ probe: Capability, _ model: Model, _ route: Route) async -> Evidence {
        let notes = CompletionNotes()
        let start = time.uptime()
        var evidence = Evidence(
            modelID: model.id,
            observedAt: time.now(),
            kind: .completion,
            finding: .inconclusive,
            detail: ""
        )
        evidence.capability = probe
        evidence.sentModel = route
        do throws(ServiceFailure) {
            try await complete(model, route, probe: probe, notes)
            let value = await notes.value
            let judgement = probe.judge(value)
            evidence.finding = judgement.finding
            evidence.cause = judgement.cause
            evidence.detail = judgement.detail
            evidence.httpStatus = 200
            evidence.provider = value.provider
            evidence.servedModel = value.model
            evidence.cost = value.usage?.cost
        } catch {
            // "No endpoints found that support tool use", or a provider that refuses the parameter.
            let isNo =
                error.kind == .filteredEndpoints && error.trouble == .request
                || error.namesParameter
            evidence.finding = isNo ? .refused : error.isLimit ? .limited : .inconclusive
            evidence.cause = Evidence.Cause(error.kind)
            evidence.detail = "\(error)"
            evidence.httpStatus = error.httpStatus
            evidence.provider = error.provider
        }
        evidence.latencyMilliseconds = (time.uptime() - start).milliseconds
        return evidence
    }
}

/// Everything a completion brings besides its text, collected while it streams.
///
/// It keeps at most one event of each kind, however long the stream.
actor CompletionNotes {
    struct Value: Sendable {
        var model: String?
        var provider: String?
        var endpoint: ServedEndpoint?
        var usage: TokenUsage?
        var toolName: String?
        /// The start of the answer, at most ``textLimit`` characters.
        var text = ""
        var finishReason: FinishReason?
        var hasEndMark = false
        var failure: ServiceFailure?
    }

    /// Stop reading a probe's answer here: a few words are enough.
    private static let textLimit = 4096

    private(set) var value = Value()
    private(set) var hasBegun = false
    private var hasText = false
    private var hasReasoning = false
    private var isRefusal = false
    private var tool: CompletionEvent?
    private var media: CompletionEvent?
    private var usage: CompletionEvent?
    private var finish: CompletionEvent?
    private var failure: CompletionEvent?
    /// Whether the failure came after the end, so that it takes no answer back.
    private var isFailureLate = false
    private var hasEndMark = false

    /// Records events; pieces of text only as having arrived.
    func take(_ new: [CompletionEvent]) {
        for event in new {
            switch event {
            case .served(let model, let provider):
                value.model = model
                value.provider = provider ?? value.provider
            case .routed(let endpoint): value.endpoint = endpoint
            case .usage(let usage):
                value.usage = value.usage?.updated(by: usage) ?? usage
                self.usage = event
            case .text(let piece):
                hasText = hasText || !piece.allSatisfy(\.isWhitespace)
                if value.text.count < Self.textLimit { value.text += piece.prefix(Self.textLimit) }
            case .reasoning: hasReasoning = true
            case .refused:
                isRefusal = true
                value.finishReason = .refusal
            case .media: media = media ?? event
            case .toolCalled(let call):
                let name = call.name
                value.toolName = value.toolName.flatMap { $0.isEmpty ? nil : $0 } ?? name
                tool = tool ?? event
            case .finished(let reason):
                finish = finish ?? event
                value.finishReason = value.finishReason ?? reason
            case .failed(let reason):
                if failure == nil { isFailureLate = finish != nil || hasEndMark }
                failure = failure ?? event
                value.failure = value.failure ?? reason
            case .done:
                hasEndMark = true
                value.hasEndMark = true
            case .opened: hasBegun = true
            case .queued, .keptAlive: break
            }
        }
    }

    /// Returns and clears the events of one attempt that the state machine needs.
    func takeEvents() -> [CompletionEvent] {
        let events = [
            usage, isRefusal ? .refused : nil, hasReasoning ? .reasoning("-") : nil,
            hasText ? .text("-") : nil, tool, media, isFailureLate ? nil : failure, finish,
            hasEndMark ? .done : nil, isFailureLate ? failure : nil,
        ]
        (hasText, hasReasoning, isRefusal, hasEndMark) = (false, false, false, false)
        (tool, media, usage, finish, failure) = (nil, nil, nil, nil, nil)
        return events.compactMap { $0 }
    }
}
