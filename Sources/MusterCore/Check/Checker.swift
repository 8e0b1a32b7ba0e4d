import Foundation
import Logging

/// Runs a plan: checks a few models at a time within the free tier's rate, and stores the findings.
struct Checker: Sendable {
    static func concurrency(_ kind: CheckKind) -> Int { kind == .shallow ? 8 : 4 }

    let client: OpenRouterClient
    let store: Store
    let time: TimeSource
    let preference: RoutePreference
    var logger = Logger.silent
    let pace: FreeTierPace
    let route: EndpointsRoute

    /// Returns the state of the free tier, after asking the service about the key if `asks` is
    /// true.
    ///
    /// It asks every time, because the user may have bought credits or changed the key. A failed
    /// question is no error.
    func freeTier(asks: Bool) async throws(StoreError) -> FreeTier {
        let known = try await store.freeTier(now: time.now())
        guard asks else { return known }
        guard let status = try? await client.fetchKeyStatus(), let isSmall = status.isFreeTier
        else { return known }
        let limit = isSmall ? FreeTier.smallDay : FreeTier.largeDay
        try await store.rememberFreeTier(dailyLimit: limit)
        return try await store.freeTier(now: time.now())
    }

    /// Runs a plan until it is done or the task is cancelled.
    ///
    /// It calls `onResult` for each model after storing its result.
    @discardableResult
    func run(
        _ plan: CheckPlan,
        onResult: @Sendable (CheckResult) async -> Void
    ) async throws(StoreError) -> CheckOutcome {
        // An answer that cannot be kept would be paid for in vain.
        if plan.items.contains(where: { $0.kind == .deep }) { try await store.requireWrites() }
        // Requests of the last minute count against the rate, including those of other processes.
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
                    group.addTask { (item, await check(item, of: plan)) }
                }
            }
            begin()
            while let (item, result) = await group.next() {
                running -= 1
                queue.ended(
                    item,
                    sent: result.requestCount,
                    isAnswered: result.evidence.finding == .answered,
                    failure: result.evidence.kind == .completion ? result.failure : nil,
                    stop: await stop(after: result)
                )
                do throws(StoreError) {
                    if let stored = try await keep(result).get() { await onResult(stored) }
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

    private func check(_ item: CheckPlan.Item, of plan: CheckPlan) async -> CheckResult {
        switch item.kind {
        case .shallow:
            return await ShallowCheck(client: client, time: time, route: route).run(item.model)
        case .deep:
            return await DeepCheck(
                client: client,
                store: store,
                time: time,
                preference: preference,
                pace: item.isFreeTier ? pace : nil,
                asksAgain: plan.requestLimit == nil && plan.costLimit == nil && !item.isFreeTier,
                endpoint: item.endpoint,
                pin: item.pin ?? item.endpoint.map { ProviderPin(ProviderRouting(endpoint: $0)) }
            ).run(item.model, probes: item.probes)
        }
    }

    /// The reason to stop that a result gives.
    ///
    /// One model's 401 may be its provider's, so the service is asked about the key itself. An
    /// endpoints list is asked for without a key, so its 401 says nothing about one.
    private func stop(after result: CheckResult) async -> CheckStop? {
        if result.evidence.cause == .noEndpointsLists { return .noEndpointsLists }
        guard result.evidence.kind == .completion, let failure = result.failure else { return nil }
        switch failure.kind {
        case .dailyQuota: return .dailyQuota(failure)
        case .keyLimit, .noKey: return .key(failure)
        case .unauthorized where !failure.wasKeySent: return .key(failure)
        case .unauthorized:
            do throws(ServiceFailure) {
                _ = try await client.fetchKeyStatus()
                return nil
            } catch {
                return error.isAboutTheKey ? .key(failure) : nil
            }
        default: return nil
        }
    }

    /// Stores a result even if the check was cancelled meanwhile, because it may be paid for.
    private func keep(_ result: CheckResult) async -> Result<CheckResult?, StoreError> {
        await Task { () -> Result<CheckResult?, StoreError> in
            do throws(StoreError) {
                return .success(try await store(result))
            } catch {
                return .failure(error)
            }
        }
        .value
    }

    /// Stores a result and returns it with the new verdict; `nil` if the check was cancelled or
    /// never sent, because that is no observation.
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
        try await store.note(quotaIn: result.failure, now: time.now())
        logger.info(
            "checked",
            metadata: [
                "model": "\(result.evidence.modelID)", "cause": "\(result.evidence.cause)",
            ]
        )
        return result
    }
}
