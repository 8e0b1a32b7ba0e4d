import Foundation
import Logging

/// Runs a batch: executes the queue's decisions and appends each result as it arrives.
package struct BatchRunner: Sendable {
    /// Receives news; the batch waits for each call to return.
    package typealias NewsHandler = @Sendable (BatchNews) async -> Void

    let client: OpenRouterClient
    let store: Store
    let time: TimeSource
    let preference: RoutePreference
    var policy = RetryPolicy.batch
    var waits = WaitSource.system
    var pause = BatchPause()
    var logger = Logger.silent

    /// Asks the remaining items of a plan, until all are done or the task is cancelled.
    ///
    /// Cancelled items and account-level failures write no result, so the next run repeats them.
    @concurrent
    func run(
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
        let batch = SharedBatchQueue(plan, time: time)
        let freeTier = try? await store.freeTier(now: time.now())
        if let until = freeTier?.usedUpUntil, until > time.now() {
            await batch.skipFree(until: until)
        }
        await withTaskGroup(of: Event.self) { group in
            var waitsForPause = false
            while true {
                var isHeld = false
                while !Task.isCancelled {
                    isHeld = await pause.isOn
                    guard !isHeld, let (item, model) = await batch.next() else { break }
                    await onNews(.began(item))
                    var request = model.request(item.prompt, maxTokens: plan.options.maxTokens)
                    request.skipsModel = await batch.refuses(item.modelID)
                    group.addTask { [request] in
                        await perform(
                            item,
                            request,
                            FreeTierGate(pace, hasTurn: item.isFree),
                            pace: pace,
                            batch: batch,
                            onNews: onNews
                        )
                    }
                }
                if isHeld, !waitsForPause, await !batch.isOver {
                    // Resuming is its own event, because running items may take minutes to end.
                    waitsForPause = true
                    group.addTask {
                        await pause.wait()
                        return .resumed
                    }
                }
                switch await group.next() {
                case nil: return
                case .resumed: waitsForPause = false
                case .ended(let ended):
                    if let error = await keep(ended, results, batch, onNews) {
                        await batch.halt(.results(error))
                        group.cancelAll()
                    }
                    if waitsForPause, await batch.isOver { group.cancelAll() }
                }
            }
        }
        if Task.isCancelled { await batch.halt(.interrupted) }
        return await batch.outcome
    }

    private enum Event: Sendable {
        case ended(Ended)
        case resumed
    }

    /// A finished item, with its generation if it was sent.
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
        batch: SharedBatchQueue,
        onNews: @escaping NewsHandler
    ) async -> Event {
        if item.isFree { await pace.waitForTurn() }
        let startedAt = time.now()
        // The queue may have closed a free model while this item waited for its turn.
        guard !Task.isCancelled, await batch.isOpen(item) else {
            return .ended(Ended(item: item, startedAt: startedAt, generation: nil))
        }
        var policy = policy
        policy.stopsWhenCharged = item.isBounded
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
                guard let limit = await batch.refused(model) else { continue }
                await onNews(.slowed(model, limit: limit))
            }
        }
        return .ended(Ended(item: item, startedAt: startedAt, generation: generation))
    }

    /// Appends the result, if there is one; returns the error if that failed.
    private func keep(
        _ ended: Ended,
        _ results: ResultFile,
        _ batch: SharedBatchQueue,
        _ onNews: NewsHandler
    ) async -> BatchError? {
        let isUnasked = await batch.ended(ended.item, ended.generation)
        guard !isUnasked, let generation = ended.generation else {
            await onNews(.unasked(ended.item, ended.generation?.failure))
            return nil
        }
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
}

extension Attempt {
    /// Whether the service refused too many requests: 429, or 529 for an overloaded provider.
    fileprivate var isForTheirNumber: Bool { httpStatus == 429 || httpStatus == 529 }
}

extension RetryPolicy {
    /// A patient policy for batches, where nobody waits for a single answer: even if the service
    /// refuses every other request, all should succeed in the end.
    static let batch: RetryPolicy = {
        var policy = RetryPolicy.standard
        policy.attemptLimit = 24
        policy.retryLimit = 10
        policy.totalWaitLimit = .seconds(300)
        return policy
    }()
}

/// An event of a running batch.
package enum BatchNews: Sendable, Hashable {
    case began(BatchItem)
    /// The file contains the result.
    case ended(BatchResult)
    /// An item ended without a result; the next run repeats it.
    case unasked(BatchItem, ServiceFailure?)
    /// The runner lowered a model's limit of concurrent requests.
    case slowed(ModelID, limit: Int)
    /// A request waits for the free tier's rate limit.
    case paused(Duration)
}

/// The end of a batch.
package struct BatchOutcome: Sendable, Hashable {
    /// The reason for stopping early; `nil` if everything was asked.
    package var stop: BatchStop?
    /// The models whose remaining prompts were not asked.
    package var refusals: [BatchRefusedModel] = []
    /// The error that kept answers out of the history, if one did.
    package var storeFailure: StoreError?
    package var peakConcurrency = 0
}
