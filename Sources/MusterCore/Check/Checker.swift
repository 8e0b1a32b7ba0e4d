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

    /// Returns the state of the free tier, after asking the service about the key if `asks` is
    /// true.
    ///
    /// It asks every time, because the user may have bought credits or changed the key. A failed
    /// question is no error.
    func freeTier(asks: Bool) async throws(StoreError) -> FreeTier {
        let known = try await store.freeTier(baseURL: client.baseURL, now: time.now())
        guard asks else { return known }
        guard let status = try? await client.fetchKeyStatus(), let isSmall = status.isFreeTier
        else { return known }
        let limit = isSmall ? FreeTier.smallDay : FreeTier.largeDay
        try await store.rememberFreeTier(dailyLimit: limit, baseURL: client.baseURL)
        return try await store.freeTier(baseURL: client.baseURL, now: time.now())
    }

    /// Runs a plan until it is done or the task is cancelled.
    ///
    /// It calls `onResult` for each model after storing its result.
    @discardableResult
    func run(
        _ plan: CheckPlan,
        onResult: @Sendable (CheckResult) async -> Void
    ) async throws(StoreError) -> CheckOutcome {
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

/// The end of a check.
package struct CheckOutcome: Sendable, Hashable {
    /// The reason for leaving models out: a spent daily quota skips the other free models, a
    /// missing or refused key all of the rest.
    package var stop: ServiceFailure?
    /// Models not asked, for that reason or because the request limit was reached.
    package var unaskedCount: Int
    /// Whether the user cancelled it; the results so far are kept.
    package var isCancelled: Bool

    package init(
        stop: ServiceFailure? = nil,
        unaskedCount: Int = 0,
        isCancelled: Bool = false
    ) {
        self.stop = stop
        self.unaskedCount = unaskedCount
        self.isCancelled = isCancelled
    }
}

/// Decides which model to check next, within the limits and without I/O.
///
/// An item starts only if all requests it may need are still allowed, so no check stops halfway.
/// The queue returns unused requests to the budget when the item ends.
struct CheckQueue: Sendable {
    /// Free models that may wait for their turn at once, so they don't block the others.
    private static let freeTierConcurrency = 2

    private var waiting: ArraySlice<CheckPlan.Item>
    private var requestsLeft: Int
    private var freeTierLeft: Int
    private var freeTierRunning = 0
    /// The reason for leaving models out: a bad key skips all, a spent quota the free ones.
    private(set) var stop: ServiceFailure?

    init(_ plan: CheckPlan) {
        waiting = plan.items[...]
        requestsLeft = plan.requestLimit ?? .max
        freeTierLeft = plan.isFreeTierKnown ? plan.freeTierLeft ?? .max : .max
    }

    var unaskedCount: Int { waiting.count }

    /// Takes the next model to check; `nil` if none may start before another ends.
    mutating func next() -> CheckPlan.Item? {
        guard stop?.isAboutTheKey != true, let index = waiting.firstIndex(where: mayBegin) else {
            return nil
        }
        let item = waiting.remove(at: index)
        requestsLeft -= item.maximumRequests
        if item.isFreeTier {
            freeTierLeft -= item.maximumRequests
            freeTierRunning += 1
        }
        return item
    }

    /// Records a finished model, which took `sent` requests.
    mutating func ended(_ item: CheckPlan.Item, sent: Int, failure: ServiceFailure?) {
        let unused = max(item.maximumRequests - sent, 0)
        requestsLeft += unused
        if item.isFreeTier {
            freeTierLeft += unused
            freeTierRunning -= 1
        }
        if let failure, failure.kind == .dailyQuota || failure.isAboutTheKey {
            // Report a failure that stops everything rather than one that stops a part.
            if stop == nil || failure.isAboutTheKey { stop = failure }
        }
    }

    private func mayBegin(_ item: CheckPlan.Item) -> Bool {
        guard item.maximumRequests <= requestsLeft else { return false }
        guard item.isFreeTier else { return true }
        return stop == nil && item.maximumRequests <= freeTierLeft
            && freeTierRunning < Self.freeTierConcurrency
    }
}
