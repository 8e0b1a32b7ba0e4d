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
        let window = RateWindow(
            limit: plan.options.share(of: RateWindow.freeTier.limit),
            interval: RateWindow.freeTier.interval
        )
        let pace = FreeTierPace(
            window,
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
        let routes = WorkingRoutes((try? await store.workingRoutes()) ?? [:])
        await Self.watchDisk(results, batch)
        await withTaskGroup(of: Event.self) { group in
            let clock = StreamClock(time: time)
            group.addTask {
                await clock.tick()
                return .clockStopped
            }
            var waiting = Waiting()
            var unwritten = ResultGroup()
            while true {
                var isHeld = false
                while !Task.isCancelled, unwritten.entries.count < ResultGroup.mostWaiting {
                    isHeld = await pause.isOn
                    guard !isHeld, let (item, model) = await batch.next() else { break }
                    await onNews(.began(item))
                    let refuses = await batch.refuses(item.modelID)
                    group.addTask {
                        let content: PromptContent
                        do throws(BatchError) {
                            content = try plan.source.content(of: item.prompt)
                        } catch {
                            await batch.halt(.prompts(error))
                            return .ended(Ended(item: item, content: nil, finished: nil))
                        }
                        var request = model.request(content, maxTokens: plan.options.maxTokens)
                        request.skipsModel = refuses
                        return await perform(
                            item,
                            content,
                            request,
                            FreeTierGate(pace, hasTurn: item.isFree),
                            pace: pace,
                            routes: routes,
                            batch: batch,
                            clock: clock,
                            onNews: onNews
                        )
                    }
                }
                let isOver = await batch.isOver
                if isHeld, !waiting.forPause, !isOver {
                    // Resuming is its own event, because running items may take minutes to end.
                    waiting.forPause = true
                    group.addTask {
                        await pause.wait()
                        return .resumed
                    }
                }
                if !waiting.forDisk, unwritten.isFull || waiting.isDue || isOver,
                    !unwritten.isEmpty
                {
                    (waiting.forDisk, waiting.isDue) = (true, false)
                    let entries = unwritten.take()
                    group.addTask { await write(entries, results, onNews) }
                } else if !unwritten.isEmpty, !waiting.forTime, !waiting.isDue {
                    waiting.forTime = true
                    group.addTask {
                        try? await Task.sleep(for: Self.longestDelay)
                        return .due
                    }
                }
                // Only clocks are left.
                if isOver, unwritten.isEmpty, !waiting.forDisk { group.cancelAll() }
                switch await group.next() {
                case nil: return
                case .clockStopped: break
                case .resumed: waiting.forPause = false
                case .due: (waiting.forTime, waiting.isDue) = (false, true)
                case .written(let error, let storeFailure):
                    waiting.forDisk = false
                    await batch.note(storeFailure)
                    if let error {
                        await batch.halt(.results(error))
                        group.cancelAll()
                    } else {
                        await Self.watchDisk(results, batch)
                    }
                case .ended(let ended):
                    if let entry = await entry(of: ended, batch, routes, onNews) {
                        unwritten.add(entry)
                    }
                }
            }
        }
        if Task.isCancelled { await batch.halt(.interrupted) }
        return await batch.outcome
    }

    /// Asks nothing more while the disk can still take what is under way.
    private static func watchDisk(_ results: ResultFile, _ batch: SharedBatchQueue) async {
        guard await !batch.isHalted else { return }
        do throws(BatchError) {
            try await results.requireRoom()
        } catch {
            await batch.halt(.results(error))
        }
    }

    /// The longest time that a result waits for others before it is written.
    private static let longestDelay = Duration.milliseconds(250)

    /// What the loop waits for beside answers.
    private struct Waiting {
        var forPause = false
        /// A commit is under way; there is one at a time.
        var forDisk = false
        /// The oldest unwritten result has its time limit running.
        var forTime = false
        /// That time is over.
        var isDue = false
    }

    private enum Event: Sendable {
        case ended(Ended)
        case resumed
        case clockStopped
        case due
        case written(BatchError?, StoreError?)
    }

    /// An item that is over, with its generation if it was sent.
    private struct Ended: Sendable {
        let item: BatchItem
        let content: PromptContent?
        let finished: FinishedGeneration?
    }

    private func perform(
        _ item: BatchItem,
        _ content: PromptContent,
        _ request: GenerationRequest,
        _ gate: FreeTierGate,
        pace: FreeTierPace,
        routes: WorkingRoutes,
        batch: SharedBatchQueue,
        clock: StreamClock,
        onNews: @escaping NewsHandler
    ) async -> Event {
        if item.isFree { await pace.waitForTurn() }
        // The queue may have closed a free model while this item waited for its turn.
        guard !Task.isCancelled, await batch.isOpen(item) else {
            return .ended(Ended(item: item, content: content, finished: nil))
        }
        var policy = policy
        policy.stopsWhenCharged = item.isBounded
        var generator = Generator(
            client: client.paced(by: gate),
            store: store,
            time: time,
            preference: preference,
            policy: policy,
            waits: waits,
            logger: logger
        )
        generator.clock = clock
        generator.workingRoute = { await routes.route(of: $0) }
        var finished = await generator.answer(request) { updates in
            for case .attemptFailed(let attempt) in updates {
                let model = attempt.modelID ?? item.modelID
                if attempt.isOfTheService {
                    await onNews(.troubled(model, reason: attempt.message))
                }
                guard attempt.isForTheirNumber, let limit = await batch.refused(model) else {
                    continue
                }
                await onNews(.slowed(model, limit: limit))
            }
        }
        finished.generation.hold(to: content)
        return .ended(Ended(item: item, content: content, finished: finished))
    }

    /// What to write of an item that is over; `nil` if it was not sent.
    private func entry(
        of ended: Ended,
        _ batch: SharedBatchQueue,
        _ routes: WorkingRoutes,
        _ onNews: NewsHandler
    ) async -> ResultGroup.Entry? {
        if let (model, route) = ended.finished?.workingRoute {
            await routes.remember(route, of: model)
        }
        let isUnasked = await batch.ended(ended.item, ended.finished?.generation)
        if isUnasked { await onNews(.unasked(ended.item, ended.finished?.generation.failure)) }
        guard let finished = ended.finished else { return nil }
        guard !isUnasked else { return ResultGroup.Entry(finished: finished) }
        let record = BatchRecord(
            prompt: ended.item.prompt,
            metadata: ended.content?.metadata,
            engine: .here,
            service: client.service,
            generation: finished.generation,
            startedAt: finished.startedAt
        )
        return ResultGroup.Entry(
            finished: finished,
            record: (record.line, BatchResult(finished.generation, of: ended.item.prompt))
        )
    }

    private func write(
        _ entries: [ResultGroup.Entry],
        _ results: ResultFile,
        _ onNews: NewsHandler
    ) async -> Event {
        do throws(BatchError) {
            let (answers, storeFailure) = try await entries.commit(to: results, in: store)
            for answer in answers { await onNews(.ended(answer)) }
            return .written(nil, storeFailure)
        } catch {
            return .written(error, nil)
        }
    }
}

extension Attempt {
    /// Whether the service refused too many requests: 429, or 529 for an overloaded provider.
    fileprivate var isForTheirNumber: Bool { httpStatus == 429 || httpStatus == 529 }

    /// Whether the service did not answer, or could not, rather than refuse this route or prompt.
    fileprivate var isOfTheService: Bool {
        switch kind {
        case .failed(.connection), .failed(.tls), .failed(.redirect), .failed(.server),
            .failed(.timeout):
            true
        default: false
        }
    }
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
    case ended(BatchAnswerLine)
    /// The same, of an answer that the service's Batch API gave.
    case collected(BatchAnswerLine)
    /// The service has so many requests of a model.
    case submitted(ModelID, count: Int)
    case followed(SubmissionProgress)
    /// An item ended without a result; the next run repeats it.
    case unasked(BatchItem, ServiceFailure?)
    /// The runner lowered a model's limit of concurrent requests.
    case slowed(ModelID, limit: Int)
    /// The service did not answer a request, which may be sent again.
    case troubled(ModelID, reason: String)
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
    /// Why the last of the requests that did not reach the service stayed open.
    package var unreached: ServiceFailure?
    /// What runs on at the service; `nil` for nothing.
    package var submitted: SubmissionProgress?
    /// The number of answers at the service to prompts or models that the batch does not have.
    package var unclaimed = 0
    /// Batches of the service that are over, and have not answered everything.
    package var shortfalls: [BatchShortfall] = []

    /// The end of a batch of which everything was asked.
    package static let complete = BatchOutcome()

    /// What the user has to know beside the reason for stopping and the refusals.
    package var notes: [String] {
        var notes = shortfalls.map(\.words)
        if unclaimed > 0 {
            notes.append(
                "the service keeps \(unclaimed.counted("answer")) to prompts or models that are "
                    + "not in these files; once they are there, the same batch collects them"
            )
        }
        if stop == nil, let unreached {
            notes.append("some requests did not reach the service, and stay open: \(unreached)")
        }
        if let storeFailure { notes.append("the answers are not in the history: \(storeFailure)") }
        return notes
    }
}
