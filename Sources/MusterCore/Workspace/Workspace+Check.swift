package import Foundation

extension Workspace {
    /// Returns the state of the free tier; a failed question to the service is no error.
    @concurrent
    package func freeTier(asks: Bool) async throws(StoreError) -> FreeTier {
        try await checker().freeTier(asks: asks)
    }

    /// Plans a check; limits of `nil` are unlimited, and `cost` is in US dollars.
    ///
    /// `asks` permits a question to the service about the rest of the free tier's daily quota.
    @concurrent
    package func plan(
        _ models: [Model],
        _ options: CheckOptions,
        requests: Int? = nil,
        cost: Decimal? = nil,
        asks: Bool
    ) async throws(StoreError) -> CheckPlan {
        var models = models
        if asks, options.kind == .deep { models = try await knowingAccount(models) }
        let usesFreeTier =
            options.kind == .deep && models.contains { $0.isFree && !$0.isDisabled }
        return CheckPlanner.plan(
            models,
            options,
            budget: CheckBudget(
                requests: requests,
                cost: cost,
                freeTier: usesFreeTier ? try await freeTier(asks: asks) : FreeTier()
            ),
            now: time.now()
        )
    }

    /// The models with what the account may use, after asking the service if that is not known of
    /// today; a failed question is no error.
    private func knowingAccount(_ models: [Model]) async throws(StoreError) -> [Model] {
        let day: TimeInterval = 86_400
        let known = try await store.accountCatalogDate()
        guard known.map({ time.now().timeIntervalSince($0) > day }) ?? true,
            let ids = try? await client.fetchAccountModels()
        else { return models }
        try await store.setAccountModels(ids, now: time.now())
        let now = try await store.models(Set(models.map(\.id)), now: time.now())
        let byID = now.keyed(by: \.id)
        return models.map { byID[$0.id] ?? $0 }
    }

    /// Runs a plan until it is done or the task is cancelled.
    ///
    /// It calls `onPause` before the rate limit delays a request.
    @concurrent @discardableResult
    package func check(
        _ plan: CheckPlan,
        onPause: @escaping @Sendable (Duration) async -> Void = { _ in },
        onResult: @Sendable (CheckResult) async -> Void
    ) async throws(StoreError) -> CheckOutcome {
        try await checker(onPause).run(plan, onResult: onResult)
    }

    func checker(
        _ onPause: @escaping @Sendable (Duration) async -> Void = { _ in }
    ) -> Checker {
        Checker(
            client: client,
            store: store,
            time: time,
            preference: routes,
            logger: logger,
            pace: FreeTierPace(time: time, sleep: waits.sleep, onPause: onPause),
            route: EndpointsRoute(client: client, store: store, time: time)
        )
    }
}
