/// Asks for one small completion, by one route after the other until one works.
struct DeepCheck: Sendable {
    /// The question; its answer is not looked at.
    static let prompt = "Reply with the single word OK."

    let client: OpenRouterClient
    let store: Store
    let time: TimeSource
    let preference: RoutePreference

    /// The time that one completion has.
    var timeout = Duration.seconds(90)

    /// Checks one model; whatever happens is a result.
    func run(_ model: Model) async -> CheckResult {
        let working = try? await store.workingRoute(for: model.id, baseURL: client.baseURL)
        var machine = GenerationStateMachine(
            ladder: RouteLadder(
                modelID: model.id,
                huggingFaceID: model.huggingFaceID,
                preference: preference,
                working: working
            )
        )
        let start = time.uptime()
        let notes = CompletionNotes()
        var attempts: [Attempt] = []
        var action = machine.start()
        while true {
            switch action {
            case .send(let route):
                action = await attempt(route, notes, &machine, &attempts)
            case .finish(let status, let failure):
                return await result(
                    model,
                    status,
                    failure,
                    machine: machine,
                    attempts: attempts,
                    notes: await notes.value,
                    latencyMilliseconds: (time.uptime() - start).milliseconds
                )
            }
        }
    }

    private func attempt(
        _ route: String,
        _ notes: CompletionNotes,
        _ machine: inout GenerationStateMachine,
        _ attempts: inout [Attempt]
    ) async -> GenerationStateMachine.Action {
        let request = CompletionRequest(
            model: route,
            prompt: Self.prompt,
            maxTokens: CheckPlanner.maximumAnswerTokens,
            timeout: timeout
        )
        do throws(ServiceFailure) {
            try await client.complete(request) { events in await notes.take(events) }
            for event in await notes.takeEvents() { machine.received(event) }
            let action = machine.streamEnded()
            attempts.append(Attempt(sentModel: route, action: action))
            return action
        } catch {
            for event in await notes.takeEvents() { machine.received(event) }
            attempts.append(Attempt(sentModel: route, failure: error))
            return machine.attemptFailed(error)
        }
    }

    private func result(
        _ model: Model,
        _ status: GenerationStatus,
        _ failure: ServiceFailure?,
        machine: GenerationStateMachine,
        attempts: [Attempt],
        notes: CompletionNotes.Value,
        latencyMilliseconds: Int
    ) async -> CheckResult {
        let isAnswered = status == .completed
        let route = attempts.last?.sentModel
        if isAnswered, let route {
            // A route that cannot be remembered is found again next time.
            try? await store.rememberRoute(
                route,
                for: model.id,
                baseURL: client.baseURL,
                now: time.now()
            )
        }
        let finding: Evidence.Finding =
            if isAnswered {
                .answered
            } else if machine.wasRefusedOnEveryRoute {
                .refused
            } else if failure?.isLimit == true {
                .limited
            } else {
                .inconclusive
            }
        let by = notes.provider.map { "answered by \($0)" } ?? "answered"
        var evidence = Evidence(
            modelID: model.id,
            observedAt: time.now(),
            kind: .completion,
            finding: finding,
            detail: isAnswered ? by : failure.map { "\($0)" } ?? status.rawValue
        )
        evidence.sentModel = route
        evidence.httpStatus = attempts.last?.httpStatus
        evidence.provider = notes.provider ?? failure?.provider
        evidence.latencyMilliseconds = latencyMilliseconds
        evidence.cost = notes.usage?.cost
        return CheckResult(
            evidence: evidence,
            reason: isAnswered ? "answered" : failure?.kind.rawValue ?? status.rawValue,
            attempts: attempts,
            failure: failure
        )
    }
}
