import Foundation
package import Logging

/// Runs a plan: a few models at a time, within the free tier's pace, storing what it finds.
package struct Checker: Sendable {
    /// How many models are asked at once.
    static let concurrency = 4

    private let client: OpenRouterClient
    private let store: Store
    private let time: TimeSource
    private let preference: RoutePreference
    private let logger: Logger

    /// Creates a checker.
    package init(
        client: OpenRouterClient,
        store: Store,
        time: TimeSource,
        preference: RoutePreference,
        logger: Logger = .silent
    ) {
        self.client = client
        self.store = store
        self.time = time
        self.preference = preference
        self.logger = logger
    }

    /// Runs a plan to its end, or until the task is cancelled.
    ///
    /// - Parameters:
    ///   - plan: what to ask.
    ///   - onResult: called for each model, when what was found is stored.
    /// - Returns: why models were left out: the day's quota leaves out the rest of the free tier, a
    ///   missing or refused key all of the rest.
    /// - Throws: `StoreError` when what was found could not be stored.
    @discardableResult
    package func run(
        _ plan: CheckPlan,
        onResult: @Sendable (CheckResult) async -> Void
    ) async throws(StoreError) -> ServiceFailure? {
        var freeTier = RateWindow.freeTier
        var stop: ServiceFailure?
        var storeFailure: StoreError?
        await withTaskGroup(of: CheckResult.self) { group in
            var waiting = plan.items[...]
            func startNext() {
                while let item = waiting.popFirst() {
                    let isFreeTier = item.kind == .deep && item.model.isFree
                    if isFreeTier, stop != nil { continue }
                    let pause = isFreeTier ? freeTier.reserve(now: time.uptime()) : .zero
                    group.addTask { await check(item, after: pause) }
                    return
                }
            }
            for _ in 0..<Self.concurrency { startNext() }
            while let result = await group.next() {
                if let failure = result.failure,
                    failure.kind == .dailyQuota || failure.isAboutTheKey
                {
                    stop = stop ?? failure
                }
                if result.failure?.kind != .cancelled {
                    do throws(StoreError) {
                        try await store.append([result.evidence])
                    } catch {
                        storeFailure = error
                        group.cancelAll()
                    }
                    logger.info(
                        "checked",
                        metadata: [
                            "model": "\(result.evidence.modelID)", "reason": "\(result.reason)",
                        ]
                    )
                    await onResult(result)
                }
                if stop?.isAboutTheKey == true { waiting = [] }
                if !Task.isCancelled, storeFailure == nil { startNext() }
            }
        }
        if let storeFailure { throw storeFailure }
        return stop
    }

    private func check(_ item: CheckPlan.Item, after pause: Duration) async -> CheckResult {
        if pause > .zero { try? await Task.sleep(for: pause) }
        switch item.kind {
        case .shallow:
            return await ShallowCheck(client: client, time: time).run(item.model)
        case .deep:
            return await DeepCheck(
                client: client,
                store: store,
                time: time,
                preference: preference
            ).run(item.model)
        }
    }
}
