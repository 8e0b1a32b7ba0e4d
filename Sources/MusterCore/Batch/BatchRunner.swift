import Foundation
import Logging

/// Runs a batch: performs what the queue decides, and appends each result as it comes.
package struct BatchRunner: Sendable {
    /// Receives news; the batch goes on no faster than it returns.
    package typealias NewsHandler = @Sendable (BatchNews) async -> Void

    let client: OpenRouterClient
    let store: Store
    let time: TimeSource
    let preference: RoutePreference
    var policy = RetryPolicy.batch
    var waits = WaitSource.system
    var pause = BatchPause()
    var logger = Logger.silent

    /// Asks what a plan has left, until the end or until the task is cancelled.
    ///
    /// - Parameters:
    ///   - plan: what to ask.
    ///   - results: where results go; what was cancelled, or failed for the account's sake, leaves
    ///     none, and is asked again by the next run.
    ///   - onNews: told of everything.
    /// - Returns: why not everything was asked, if so.
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
        await withTaskGroup(of: Event.self) { group in
            var waitsForPause = false
            while true {
                var isHeld = false
                while !Task.isCancelled {
                    isHeld = await pause.isOn
                    guard !isHeld, let (item, model) = await batch.next() else { break }
                    await onNews(.began(item))
                    group.addTask {
                        await perform(
                            item,
                            model.request(item.prompt, maxTokens: plan.options.maxTokens),
                            FreeTierGate(pace, hasTurn: item.isFree),
                            pace: pace,
                            batch: batch,
                            onNews: onNews
                        )
                    }
                }
                if isHeld, !waitsForPause, await !batch.isOver {
                    // Going on is an event of its own: what runs may take minutes to end.
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

    /// What the runner waits for.
    private enum Event: Sendable {
        case ended(Ended)
        /// The batch goes on after it was held.
        case resumed
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
        batch: SharedBatchQueue,
        onNews: @escaping NewsHandler
    ) async -> Event {
        if item.isFree { await pace.waitForTurn() }
        let startedAt = time.now()
        // A free model may have been put out while this one waited for its turn.
        guard !Task.isCancelled, await batch.isOpen(item) else {
            return .ended(Ended(item: item, startedAt: startedAt, generation: nil))
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
                guard let limit = await batch.refused(model) else { continue }
                await onNews(.slowed(model, limit: limit))
            }
        }
        return .ended(Ended(item: item, startedAt: startedAt, generation: generation))
    }

    /// Appends a result where there is one; returns why it could not be.
    private func keep(
        _ ended: Ended,
        _ results: ResultFile,
        _ batch: SharedBatchQueue,
        _ onNews: NewsHandler
    ) async -> BatchError? {
        guard let generation = ended.generation, generation.status != .cancelled,
            generation.failure?.leavesUnasked != true
        else {
            await batch.ended(ended.item, ended.generation)
            await onNews(.unasked(ended.item, ended.generation?.failure))
            await remember(ended.generation?.failure)
            return nil
        }
        await batch.ended(ended.item, generation)
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

extension RetryPolicy {
    /// For a batch, where nobody waits for one answer: a service that refuses every other request
    /// is to answer all of them in the end.
    static let batch: RetryPolicy = {
        var policy = RetryPolicy.standard
        policy.attemptLimit = 24
        policy.retryLimit = 10
        policy.totalWaitLimit = .seconds(300)
        return policy
    }()
}

/// News of a running batch.
package enum BatchNews: Sendable, Hashable {
    /// A prompt is being asked of a model.
    case began(BatchItem)
    /// A result is in the file.
    case ended(BatchResult)
    /// An item ended without a result, and will be asked again by the next run.
    case unasked(BatchItem, ServiceFailure?)
    /// A model is asked more slowly: so many requests at once.
    case slowed(ModelID, limit: Int)
    /// The free tier's pace makes a request wait.
    case paused(Duration)
}

/// How a batch ended.
package struct BatchOutcome: Sendable, Hashable {
    /// Why not everything was asked; `nil` when everything was.
    package var stop: BatchStop?
    /// Why answers could not be kept in the history too, where they could not.
    package var storeFailure: StoreError?
    /// The most requests that there were at once.
    package var peakConcurrency = 0
}
