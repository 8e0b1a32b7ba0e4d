import Foundation
package import Logging

/// Runs a batch: performs what the queue decides, and appends each result as it comes.
package struct BatchRunner: Sendable {
    /// Receives news; the batch goes on no faster than it returns.
    package typealias NewsHandler = @Sendable (BatchNews) async -> Void

    private let client: OpenRouterClient
    private let store: Store
    private let time: TimeSource
    private let preference: RoutePreference
    private let policy: RetryPolicy
    private let waits: WaitSource
    private let pause: BatchPause
    private let logger: Logger

    /// Creates a runner; its generations are those of a `Generator`.
    package init(
        client: OpenRouterClient,
        store: Store,
        time: TimeSource,
        preference: RoutePreference,
        policy: RetryPolicy = .batch,
        waits: WaitSource = .system,
        pause: BatchPause = BatchPause(),
        logger: Logger = .silent
    ) {
        self.client = client
        self.store = store
        self.time = time
        self.preference = preference
        self.policy = policy
        self.waits = waits
        self.pause = pause
        self.logger = logger
    }

    /// Asks what a plan has left, until the end or until the task is cancelled.
    ///
    /// - Parameters:
    ///   - plan: what to ask.
    ///   - results: where results go; what was cancelled, or failed for the account's sake, leaves
    ///     none, and is asked again by the next run.
    ///   - onNews: told of everything.
    /// - Returns: why not everything was asked, if so.
    package func run(
        _ plan: BatchPlan,
        results: ResultFile,
        onNews: @escaping NewsHandler
    ) async -> BatchOutcome {
        let pace = FreeTierPace(
            time: time,
            sleep: { [waits] in await waits.sleep($0) },
            onPause: { await onNews(.paused($0)) }
        )
        let minuteAgo = time.now().addingTimeInterval(-60)
        await pace.resume(after: (try? await store.freeTierRequests(since: minuteAgo)) ?? 0)
        let desk = BatchDesk(plan, time: time)
        await withTaskGroup(of: Ended.self) { group in
            while true {
                while !Task.isCancelled, await !pause.isOn,
                    let (item, model) = await desk.next()
                {
                    await onNews(.began(item))
                    group.addTask {
                        await perform(
                            item,
                            model.request(item.prompt, maxTokens: plan.options.maxTokens),
                            FreeTierGate(pace, hasTurn: item.isFree),
                            pace: pace,
                            desk: desk,
                            onNews: onNews
                        )
                    }
                }
                guard let ended = await group.next() else {
                    guard !Task.isCancelled, await pause.isOn else { break }
                    await pause.wait()
                    continue
                }
                if let error = await keep(ended, results, desk, onNews) {
                    await desk.halt(.results(error))
                    group.cancelAll()
                }
            }
        }
        if Task.isCancelled { await desk.halt(.interrupted) }
        return await desk.outcome
    }

    /// An item that is over, with what came of it if it was sent.
    private struct Ended: Sendable {
        let item: BatchItem
        let startedAt: Date
        let generation: Generation?
    }

    private func perform(
        _ item: BatchItem,
        _ request: GenerationRequest,
        _ gate: FreeTierGate,
        pace: FreeTierPace,
        desk: BatchDesk,
        onNews: @escaping NewsHandler
    ) async -> Ended {
        if item.isFree { await pace.waitForTurn() }
        let startedAt = time.now()
        // A free model may have been put out while this one waited for its turn.
        guard !Task.isCancelled, await desk.isOpen(item) else {
            return Ended(item: item, startedAt: startedAt, generation: nil)
        }
        let generator = Generator(
            client: client.paced(by: gate),
            store: store,
            time: time,
            preference: preference,
            policy: policy,
            waits: waits,
            logger: logger
        )
        let generation = await generator.run(request) { updates in
            for case .attemptFailed(let attempt) in updates where attempt.isForTheirNumber {
                let model = attempt.modelID ?? item.modelID
                guard let limit = await desk.refused(model) else { continue }
                await onNews(.slowed(model, limit: limit))
            }
        }
        return Ended(item: item, startedAt: startedAt, generation: generation)
    }

    /// Appends a result where there is one; returns why it could not be.
    private func keep(
        _ ended: Ended,
        _ results: ResultFile,
        _ desk: BatchDesk,
        _ onNews: NewsHandler
    ) async -> BatchError? {
        guard let generation = ended.generation, generation.status != .cancelled,
            generation.failure?.leavesUnasked != true
        else {
            await desk.ended(ended.item, ended.generation)
            await onNews(.unasked(ended.item, ended.generation?.failure))
            await remember(ended.generation?.failure)
            return nil
        }
        await desk.ended(ended.item, generation)
        let record = BatchRecord(
            prompt: ended.item.prompt,
            generation: generation,
            startedAt: ended.startedAt
        )
        do throws(BatchError) {
            try await results.append(record.line)
        } catch {
            return error
        }
        await onNews(.ended(BatchResult(generation, of: ended.item.prompt)))
        return nil
    }

    /// The next check or batch of the day is to know that the day is over.
    private func remember(_ failure: ServiceFailure?) async {
        guard let failure, failure.kind == .dailyQuota else { return }
        let now = time.now()
        try? await store.rememberFreeTier(
            usedUpUntil: FreeTier.reset(failure.resetsAt, now: now),
            dailyLimit: failure.limitSize.flatMap { $0 > 0 ? $0 : nil },
            baseURL: client.baseURL
        )
    }
}

extension Attempt {
    /// Whether it was refused because there were too many: 429, or 529 for an overloaded provider.
    fileprivate var isForTheirNumber: Bool { httpStatus == 429 || httpStatus == 529 }
}
