import Foundation
package import Logging

/// Runs a plan: a few models at a time, within the free tier's pace, storing what it finds.
package struct Checker: Sendable {
    /// How many models are asked at once.
    static func concurrency(_ kind: CheckKind) -> Int { kind == .shallow ? 8 : 4 }

    private let client: OpenRouterClient
    private let store: Store
    private let time: TimeSource
    private let preference: RoutePreference
    private let logger: Logger
    private let pace: FreeTierPace

    /// Creates a checker; `sleep` waits for the free tier's pace, and `onPause` is told before.
    package init(
        client: OpenRouterClient,
        store: Store,
        time: TimeSource,
        preference: RoutePreference,
        logger: Logger = .silent,
        sleep: @escaping @Sendable (Duration) async throws -> Void = {
            try await Task.sleep(for: $0)
        },
        onPause: @escaping @Sendable (Duration) async -> Void = { _ in }
    ) {
        self.client = client
        self.store = store
        self.time = time
        self.preference = preference
        self.logger = logger
        pace = FreeTierPace(time: time, sleep: sleep, onPause: onPause)
    }

    /// What is known of the free tier's day, after asking the key about it if a plan needs that.
    ///
    /// The key is asked each time: credits may have been bought, or another key be in use.
    ///
    /// - Parameter asks: whether the service may be asked; a key that cannot be asked is no error.
    /// - Returns: what is known.
    /// - Throws: `StoreError`.
    package func freeTier(asks: Bool) async throws(StoreError) -> FreeTier {
        let known = try await store.freeTier(baseURL: client.baseURL, now: time.now())
        guard asks else { return known }
        guard let status = try? await client.fetchKeyStatus(), let isSmall = status.isFreeTier
        else { return known }
        let limit = isSmall ? FreeTier.smallDay : FreeTier.largeDay
        try await store.rememberFreeTier(dailyLimit: limit, baseURL: client.baseURL)
        return try await store.freeTier(baseURL: client.baseURL, now: time.now())
    }

    /// Runs a plan to its end, or until the task is cancelled.
    ///
    /// - Parameters:
    ///   - plan: what to ask.
    ///   - onResult: called for each model, when what was found is stored.
    /// - Returns: why and how many models were left out.
    /// - Throws: `StoreError` when what was found could not be stored.
    @discardableResult
    package func run(
        _ plan: CheckPlan,
        onResult: @Sendable (CheckResult) async -> Void
    ) async throws(StoreError) -> CheckOutcome {
        // Requests of a moment ago, of this program or another, count for the pace as well.
        let minuteAgo = time.now().addingTimeInterval(-60)
        await pace.resume(after: try await store.freeTierRequests(since: minuteAgo))
        var queue = CheckQueue(plan)
        var storeFailure: StoreError?
        let concurrency = Self.concurrency(plan.items.first?.kind ?? .shallow)
        await withTaskGroup(of: (CheckPlan.Item, CheckResult).self) { group in
            var running = 0
            func begin() {
                while running < concurrency, !Task.isCancelled, storeFailure == nil,
                    let item = queue.next()
                {
                    running += 1
                    group.addTask { (item, await check(item)) }
                }
            }
            begin()
            while let (item, result) = await group.next() {
                running -= 1
                queue.ended(item, sent: result.requestCount, failure: result.failure)
                do throws(StoreError) {
                    if let stored = try await store(result) { await onResult(stored) }
                } catch {
                    storeFailure = error
                    group.cancelAll()
                }
                begin()
            }
        }
        let isCancelled = Task.isCancelled
        if let storeFailure, !isCancelled { throw storeFailure }
        return CheckOutcome(
            stop: queue.stop,
            unaskedCount: queue.unaskedCount,
            isCancelled: isCancelled
        )
    }

    private func check(_ item: CheckPlan.Item) async -> CheckResult {
        switch item.kind {
        case .shallow:
            return await ShallowCheck(client: client, time: time).run(item.model)
        case .deep:
            return await DeepCheck(
                client: client,
                store: store,
                time: time,
                preference: preference,
                pace: item.isFreeTier ? pace : nil
            ).run(item.model, probes: item.probes)
        }
    }

    /// Stores what was found; returns it with the new verdict, or `nil` for a check that was
    /// cancelled or never sent, which is no observation.
    private func store(_ result: CheckResult) async throws(StoreError) -> CheckResult? {
        var result = result
        guard result.failure?.kind != .cancelled else { return nil }
        if result.failure?.kind == .noKey { return nil }
        result.model = try await store.append(
            result.evidence,
            attempts: result.attempts,
            now: time.now()
        )
        for probe in result.probes { try await store.append(probe, now: time.now()) }
        if let failure = result.failure, failure.kind == .dailyQuota {
            try await store.rememberFreeTier(
                usedUpUntil: FreeTier.reset(failure.resetsAt, now: time.now()),
                dailyLimit: failure.limitSize.flatMap { $0 > 0 ? $0 : nil },
                baseURL: client.baseURL
            )
        }
        logger.info(
            "checked",
            metadata: [
                "model": "\(result.evidence.modelID)", "cause": "\(result.evidence.cause)",
            ]
        )
        return result
    }
}
