/// Asks the service whether a slate still holds: the catalog once, the endpoints of each model, and
/// when it is to be sure a completion.
package struct SlateVerifier: Sendable {
    private let client: OpenRouterClient
    private let checker: Checker
    private let time: TimeSource
    private let routes: RoutePreference

    /// Creates a verifier; what the checker finds is stored as evidence.
    package init(
        client: OpenRouterClient,
        checker: Checker,
        time: TimeSource,
        routes: RoutePreference
    ) {
        self.client = client
        self.checker = checker
        self.time = time
        self.routes = routes
    }

    /// Verifies a slate.
    ///
    /// - Parameters:
    ///   - slate: what to verify.
    ///   - models: all models that are stored.
    ///   - kind: how much is asked; a deep verification asks the endpoints first, and a completion
    ///     only of models that those do not rule out.
    /// - Returns: what was found.
    /// - Throws: `StoreError` when the evidence could not be stored.
    package func run(
        _ slate: Slate,
        models: [Model],
        kind: CheckKind
    ) async throws(StoreError) -> SlateVerification {
        let stored = slate.entries.map { $0.model(in: models) }
        var catalog: FetchedCatalog?
        var catalogFailure: ServiceFailure?
        do throws(ServiceFailure) {
            let fetched = try await client.fetchCatalog()
            // A list without models is no word on any of them.
            if !fetched.rows.isEmpty { catalog = fetched }
        } catch {
            catalogFailure = error
        }
        var answers = try await check(stored, .shallow)
        if kind == .deep, !answers.outcome.isCancelled {
            let candidates = stored.filter { model in
                let shallow = answers.results[model.id]?.last
                return shallow?.evidence.finding != .refused
            }
            let deep = try await check(candidates, .deep)
            answers.outcome = deep.outcome
            answers.results.merge(deep.results) { $0 + $1 }
        }
        let rows = catalog.map { SlateComparison.rows($0) }
        let findings = zip(slate.entries, stored).map { entry, model in
            SlateComparison(
                entry: entry,
                model: model,
                rows: rows,
                results: answers.results[model.id] ?? [],
                stop: answers.outcome.stop
            ).finding
        }
        return SlateVerification(
            findings: findings,
            catalogFailure: catalogFailure,
            stop: answers.outcome.stop,
            isCancelled: answers.outcome.isCancelled
        )
    }

    private func check(
        _ models: [Model],
        _ kind: CheckKind
    ) async throws(StoreError) -> (outcome: CheckOutcome, results: [ModelID: [CheckResult]]) {
        var freeTier = FreeTier()
        if kind == .deep, models.contains(where: { $0.isFree && !$0.isDisabled }) {
            freeTier = try await checker.freeTier(asks: true)
        }
        let plan = CheckPlanner.plan(
            models,
            CheckOptions(kind, routes: routes),
            budget: CheckBudget(freeTier: freeTier),
            now: time.now()
        )
        let collected = Collector()
        let outcome = try await checker.run(plan) { await collected.take($0) }
        return (outcome, await collected.results)
    }

    private actor Collector {
        var results: [ModelID: [CheckResult]] = [:]

        func take(_ result: CheckResult) {
            results[result.evidence.modelID, default: []].append(result)
        }
    }
}
