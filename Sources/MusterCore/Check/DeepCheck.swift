import Foundation

/// Asks for one small completion, by one route after the other until one works.
struct DeepCheck: Sendable {
    /// The question; its answer is not looked at.
    package static let prompt = "Reply with the single word OK."

    let client: OpenRouterClient
    let store: Store
    let time: TimeSource
    let preference: RoutePreference
    /// Where requests of the free tier wait for their turn; `nil` for paid models.
    let pace: FreeTierPace?

    /// The time that one completion has.
    var timeout = Duration.seconds(90)

    /// Checks one model, and once it answers what it is probed for; whatever happens is a result.
    func run(_ model: Model, probes: [Capability] = []) async -> CheckResult {
        var candidate = GenerationCandidate(model)
        candidate.workingRoute = try? await store.workingRoute(
            for: model.id,
            baseURL: client.baseURL
        )
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
                // Its policy knows neither.
                _ = machine.resume(at: ClockReading(time))
            case .finish(let status, let failure):
                var result = CheckResult(
                    evidence: evidence(model, status, failure, machine, attempts, notes),
                    attempts: attempts,
                    failure: failure
                )
                let notes = await notes.value
                result.evidence.latencyMilliseconds = (time.uptime() - start).milliseconds
                result.evidence.provider = notes.provider ?? failure?.provider
                result.evidence.servedModel = notes.model
                result.evidence.cost = notes.usage?.cost
                if status == .completed, let route = attempts.last?.sentModel {
                    result.evidence.detail = Self.words(answeredBy: notes, route: route, model)
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
            timeout: timeout,
            probe: probe
        )
        try await client.complete(request) { events in await notes.take(events) }
    }

    /// A route that cannot be remembered is found again next time.
    private func remember(_ route: Route, _ model: Model) async {
        try? await store.rememberRoute(
            route,
            for: model.id,
            baseURL: client.baseURL,
            now: time.now()
        )
    }

    private func evidence(
        _ model: Model,
        _ status: GenerationStatus,
        _ failure: ServiceFailure?,
        _ machine: GenerationStateMachine,
        _ attempts: [Attempt],
        _ notes: CompletionNotes
    ) -> Evidence {
        let finding: Evidence.Finding =
            if status == .completed {
                .answered
            } else if machine.wasRefusedOnEveryRoute {
                .refused
            } else if failure?.isLimit == true {
                .limited
            } else {
                .inconclusive
            }
        var evidence = Evidence(
            modelID: model.id,
            observedAt: time.now(),
            kind: .completion,
            finding: finding,
            cause: status == .completed
                ? .answered
                : failure.map { Evidence.Cause($0.kind) }
                    ?? Evidence.Cause(rawValue: status.rawValue),
            detail: failure?.explanation ?? status.rawValue
        )
        evidence.sentModel = attempts.last?.sentModel
        evidence.httpStatus = attempts.last?.httpStatus
        return evidence
    }

    private static func words(
        answeredBy notes: CompletionNotes.Value,
        route: Route,
        _ model: Model
    ) -> String {
        let provider = notes.provider.map { " by \($0)" } ?? ""
        guard let served = notes.model, served != route.rawValue, served != model.openRouterSlug
        else {
            return "answered\(provider)"
        }
        return "answered\(provider) as \(served)"
    }
}

extension DeepCheck {
    /// Asks for what a capability means, by the route that has just worked.
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
            let isNo = error.kind == .filteredEndpoints || error.kind == .badRequest
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
