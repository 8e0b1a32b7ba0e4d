package import Foundation

extension Workspace {
    /// What is known of the free tier's day.
    ///
    /// - Parameter asks: whether the key may be asked about it; one that cannot be asked is no error.
    /// - Returns: what is known.
    /// - Throws: `StoreError`.
    @concurrent
    package func freeTier(asks: Bool) async throws(StoreError) -> FreeTier {
        try await checker().freeTier(asks: asks)
    }

    /// Plans a check within a budget.
    ///
    /// - Parameters:
    ///   - models: the models asked for.
    ///   - options: what to ask.
    ///   - requests: the most requests; `nil` is no bound.
    ///   - cost: the most US dollars; `nil` is no bound.
    ///   - asks: whether the service may be asked how much of the free tier's day is left.
    /// - Returns: the plan.
    /// - Throws: `StoreError`.
    @concurrent
    package func plan(
        _ models: [Model],
        _ options: CheckOptions,
        requests: Int? = nil,
        cost: Decimal? = nil,
        asks: Bool
    ) async throws(StoreError) -> CheckPlan {
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

    /// Runs a plan to its end, or until the task is cancelled.
    ///
    /// - Parameters:
    ///   - plan: what to ask.
    ///   - onPause: told before the free tier's pace makes a request wait.
    ///   - onResult: called for each model, when what was found is stored.
    /// - Returns: why and how many models were left out.
    /// - Throws: `StoreError` when what was found could not be stored.
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
            pace: FreeTierPace(time: time, sleep: waits.sleep, onPause: onPause)
        )
    }
}
