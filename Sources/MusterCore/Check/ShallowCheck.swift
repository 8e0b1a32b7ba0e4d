/// Checks a model by its endpoints list, which costs nothing.
struct ShallowCheck: Sendable {
    /// An uptime in percent; a model is degraded if all endpoints that are up stay below it.
    static let lowUptime = 80.0

    let client: OpenRouterClient
    let time: TimeSource
    let route: EndpointsRoute

    /// Checks a model; every failure becomes a result.
    func run(_ model: Model) async -> CheckResult {
        if model.id.isBatchOnly, let obstacle = model.chatObstacle {
            // Its endpoints are up, and answer no chat.
            return CheckResult(evidence: evidence(model, (.inconclusive, .cannotChat, obstacle)))
        }
        let start = time.uptime()
        let outcome: (finding: Evidence.Finding, reason: Evidence.Cause, detail: String)
        var endpoints: [Endpoint] = []
        var failure: ServiceFailure?
        do throws(ServiceFailure) {
            endpoints = try await client.fetchEndpoints(model.id)
            await route.noteList()
            outcome = Self.judge(endpoints)
        } catch {
            failure = error
            let hasRoute: Bool? =
                error.mayLackTheRoute ? await route.exists(besides: model.id) : true
            outcome =
                switch hasRoute {
                case true?: Self.judge(error, model)
                case false?: Self.withoutRoute
                // The other models were not reached, so this one may be gone or not.
                case nil: (.inconclusive, Evidence.Cause(error.kind), error.explanation)
                }
        }
        var evidence = evidence(model, outcome)
        evidence.httpStatus = failure?.httpStatus ?? (failure == nil ? 200 : nil)
        evidence.trouble = failure?.trouble
        evidence.latencyMilliseconds = (time.uptime() - start).milliseconds
        evidence.endpoints = endpoints
        return CheckResult(evidence: evidence, failure: failure)
    }

    private func evidence(
        _ model: Model,
        _ outcome: (finding: Evidence.Finding, reason: Evidence.Cause, detail: String)
    ) -> Evidence {
        Evidence(
            modelID: model.id,
            observedAt: time.now(),
            kind: .endpoints,
            finding: outcome.finding,
            cause: outcome.reason,
            detail: outcome.detail
        )
    }

    static func judge(
        _ endpoints: [Endpoint]
    ) -> (finding: Evidence.Finding, reason: Evidence.Cause, detail: String) {
        guard !endpoints.isEmpty else {
            return (.refused, .noEndpoints, "no endpoints: listed, but nobody serves it")
        }
        let up = endpoints.filter(\.isUp)
        let noun = endpoints.count == 1 ? "endpoint" : "endpoints"
        guard !up.isEmpty else {
            return (.degraded, .endpointsDown, "none of \(endpoints.count) \(noun) is up")
        }
        let uptimes = up.compactMap(\.uptime)
        if uptimes.count == up.count, let best = uptimes.max(), best < lowUptime {
            return (.degraded, .lowUptime, "the best endpoint is up \(Int(best)) % of the time")
        }
        var seen: Set<String> = []
        let names = up.map(\.provider).filter { seen.insert($0).inserted }.prefix(3)
            .joined(separator: ", ")
        return (
            .reachable, .endpointsUp, "\(up.count) of \(endpoints.count) \(noun) up: \(names)"
        )
    }

    private static let withoutRoute:
        (
            finding: Evidence.Finding, reason: Evidence.Cause, detail: String
        ) = (.inconclusive, .noEndpointsLists, "this service has no endpoints lists")

    /// Judges a failure to get the list from a service that has lists.
    ///
    /// OpenRouter does not document whether the route takes variants, so their 404 says nothing.
    static func judge(
        _ failure: ServiceFailure,
        _ model: Model
    ) -> (finding: Evidence.Finding, reason: Evidence.Cause, detail: String) {
        let isGone = failure.isAboutTheRoute && model.id.variant == nil
        let finding: Evidence.Finding = isGone ? .refused : .inconclusive
        let status = failure.httpStatus.map { "\($0) " } ?? ""
        let detail = failure.wholeMessage.map { status + $0 } ?? failure.explanation
        return (finding, Evidence.Cause(failure.kind), detail)
    }
}

extension ServiceFailure {
    /// Whether it may mean that the address does not exist, rather than the model.
    var mayLackTheRoute: Bool {
        // Servers that take the whole rest of a path for an ID name it in their 404.
        [404, 405, 501].contains(httpStatus) && kind != .noEndpoints
    }
}
