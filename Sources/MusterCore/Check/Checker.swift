import Foundation
import Logging

/// Runs a plan: a few models at a time, within the free tier's pace, storing what it finds.
struct Checker: Sendable {
    /// How many models are asked at once.
    static func concurrency(_ kind: CheckKind) -> Int { kind == .shallow ? 8 : 4 }

    let client: OpenRouterClient
    let store: Store
    let time: TimeSource
    let preference: RoutePreference
    var logger = Logger.silent
    /// Where requests of the free tier wait for their turn.
    let pace: FreeTierPace

    /// What is known of the free tier's day, after asking the key about it if a plan needs that.
    ///
    /// The key is asked each time: credits may have been bought, or another key be in use.
    ///
    /// - Parameter asks: whether the service may be asked; a key that cannot be asked is no error.
    /// - Returns: what is known.
    /// - Throws: `StoreError`.
    func freeTier(asks: Bool) async throws(StoreError) -> FreeTier {
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
    func run(
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

/// How a whole check ended.
package struct CheckOutcome: Sendable, Hashable {
    /// Why models were left out: the day's quota leaves out the rest of the free tier, a missing or
    /// refused key all of the rest.
    package var stop: ServiceFailure?
    /// How many models of the plan were not asked, for that reason or for want of requests.
    package var unaskedCount: Int
    /// Whether the user ended it; what was found until then is kept.
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

/// Decides which model of a plan is asked next, within what may be sent: it performs nothing.
///
/// An item is begun only when all the requests that it may take are still allowed, so that no check
/// is left half done; what it did not take is given back when it ends.
struct CheckQueue: Sendable {
    /// How many of the free tier wait for their turn at once, so that the others are not held up.
    private static let freeTierConcurrency = 2

    private var waiting: ArraySlice<CheckPlan.Item>
    private var requestsLeft: Int
    private var freeTierLeft: Int
    private var freeTierRunning = 0
    /// Why models are left out: a missing or refused key all, the day's quota the free ones.
    private(set) var stop: ServiceFailure?

    /// Begins a plan.
    init(_ plan: CheckPlan) {
        waiting = plan.items[...]
        requestsLeft = plan.requestLimit ?? .max
        freeTierLeft = plan.isFreeTierKnown ? plan.freeTierLeft ?? .max : .max
    }

    /// How many models have not been asked.
    var unaskedCount: Int { waiting.count }

    /// The next model to ask; `nil` when none may be begun before another one ends.
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

    /// Takes note that a model was asked.
    ///
    /// - Parameters:
    ///   - item: the model.
    ///   - sent: how many requests that took.
    ///   - failure: why it brought no answer.
    mutating func ended(_ item: CheckPlan.Item, sent: Int, failure: ServiceFailure?) {
        let unused = max(item.maximumRequests - sent, 0)
        requestsLeft += unused
        if item.isFreeTier {
            freeTierLeft += unused
            freeTierRunning -= 1
        }
        if let failure, failure.kind == .dailyQuota || failure.isAboutTheKey {
            // What ends everything is said rather than what ends a part.
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
