import Foundation
package import Logging

/// Runs generations: carries out the state machine's decisions, and stores and reports the results.
package struct Generator: Sendable {
    /// Receives updates; the stream waits for each call to return.
    package typealias UpdateHandler = @Sendable ([GenerationUpdate]) async -> Void

    private let client: OpenRouterClient
    private let store: Store
    private let time: TimeSource
    private let preference: RoutePreference
    private let policy: RetryPolicy
    private let waits: WaitSource
    private let logger: Logger
    /// The route that last worked for a model.
    var workingRoute: @Sendable (ModelID) async -> Route?
    /// Watches the streams; `nil` lets each watch itself.
    var clock: StreamClock?

    /// The extra sleep after which the program counts as having been stopped.
    static let oversleep = Duration.seconds(5)

    package init(
        client: OpenRouterClient,
        store: Store,
        time: TimeSource,
        preference: RoutePreference,
        policy: RetryPolicy = .standard,
        waits: WaitSource = .system,
        logger: Logger = .silent
    ) {
        self.client = client
        self.store = store
        self.time = time
        self.preference = preference
        self.policy = policy.allowingSilence(of: client.completionTimeout)
        self.waits = waits
        self.logger = logger
        workingRoute = { [store] id in try? await store.workingRoute(for: id) }
    }

    /// Runs a generation to its end and stores it; failures are part of the result.
    ///
    /// Cancelling the task ends it at once and keeps the text.
    package func run(
        _ request: GenerationRequest,
        onUpdate: @escaping UpdateHandler
    ) async -> Generation {
        let journal = await GenerationJournal.begin(request, store: store, now: time.now())
        let finished = await answer(request, journal: journal, onUpdate: onUpdate)
        var generation = finished.generation
        // A separate task, because a cancelled one may not write.
        let writing = Task { [store] () -> StoreError? in
            do throws(StoreError) {
                try await store.keep([finished])
                return nil
            } catch {
                return error
            }
        }
        generation.storeFailure = await writing.value ?? generation.storeFailure
        await onUpdate([.finished(generation)])
        return generation
    }

    /// Runs a generation to its end, for others to store.
    func answer(
        _ request: GenerationRequest,
        journal: GenerationJournal? = nil,
        onUpdate: @escaping UpdateHandler
    ) async -> FinishedGeneration {
        let startedAt = time.now()
        let machine = GenerationStateMachine(
            candidates: await candidates(of: request),
            preference: preference,
            policy: policy,
            timeLimit: request.timeout,
            withoutCandidate: request.model.modelID.isBatchOnly
                ? .batchOnly(request.model.modelID) : nil
        )
        let run = GenerationRun(
            request,
            machine: machine,
            journal: journal,
            time: time,
            jitter: waits.jitter,
            onUpdate: onUpdate
        )
        await run.start(skipped: request.skipped)
        while true {
            switch await run.action {
            case .send(let model, let route):
                await attempt(request, model: model, route: route, run: run)
            case .wait(let duration, let failure):
                await wait(duration, because: failure, run: run)
            case .fallBack(let model, let failure):
                await run.fallBack(to: model, because: failure)
            case .finish(let status, let failure):
                let finished = FinishedGeneration(
                    await run.finish(status, failure),
                    of: request,
                    await run.outcomes,
                    startedAt: startedAt,
                    finishedAt: time.now()
                )
                log(finished.generation)
                return finished
            }
        }
    }

    /// The requested model and its fallbacks, each with its last working route.
    private func candidates(of request: GenerationRequest) async -> [GenerationCandidate] {
        let skips = request.skipsModel && !request.fallbacks.isEmpty
        var candidates = ((skips ? [] : [request.model]) + request.fallbacks)
            .filter { !$0.modelID.isBatchOnly }
        for index in candidates.indices {
            candidates[index].workingRoute = await workingRoute(candidates[index].modelID)
        }
        return candidates
    }

    private func attempt(
        _ request: GenerationRequest,
        model: ModelID,
        route: Route,
        run: GenerationRun
    ) async {
        let timeout = await run.begin(model: model, route: route, timeout: request.timeout)
        var completion = request.completion(of: model, route: route, timeout: timeout)
        if let clock {
            completion.isWatched = true
            await watch(by: clock, completion, run)
            if Task.isCancelled { await run.cancel() }
            return
        }
        await withTaskGroup(of: Bool.self) { group in
            group.addTask { [completion] in
                await stream(completion, run)
                return true
            }
            group.addTask { await stalls(run) }
            // A watch that ends by itself says nothing about the stream.
            while let isOver = await group.next(), !isOver {}
            group.cancelAll()
        }
        if Task.isCancelled { await run.cancel() }
    }

    private func watch(
        by clock: StreamClock,
        _ completion: CompletionRequest,
        _ run: GenerationRun
    ) async {
        let reading = Task { await stream(completion, run) }
        let id = await clock.add(run, limit: completion.timeout) { reading.cancel() }
        await withTaskCancellationHandler {
            await reading.value
        } onCancel: {
            reading.cancel()
        }
        await clock.remove(id)
    }

    /// Reads a stream to its end, orderly or not.
    private func stream(_ completion: CompletionRequest, _ run: GenerationRun) async {
        do throws(ServiceFailure) {
            try Task.checkNotCancelled()
            try await client.complete(completion) { events in
                guard await !run.take(events) else { return }
                // Cancel what we stop reading, or the user pays for the rest.
                withUnsafeCurrentTask { $0?.cancel() }
            }
            // A cancelled stream may look as if it ended normally.
            try Task.checkNotCancelled()
            await run.end(.success(()))
        } catch {
            await run.end(.failure(error))
        }
    }

    /// Returns `true` once the stream stalls, and `false` if there is nothing to watch.
    private func stalls(_ run: GenerationRun) async -> Bool {
        while let quietTime = await run.quietTimeLeft {
            // The limit shrinks with the first token, so don't sleep through the longer one.
            let nap = min(quietTime, policy.stallLimit ?? quietTime)
            let start = time.uptime()
            await waits.sleep(nap)
            if Task.isCancelled { return false }
            let isLate = time.uptime() - start > nap + Self.oversleep
            if await run.tick(isLate: isLate) { return true }
        }
        return false
    }

    private func wait(
        _ duration: Duration,
        because failure: ServiceFailure,
        run: GenerationRun
    ) async {
        if !Task.isCancelled { await run.beginWait(duration, because: failure) }
        let start = time.uptime()
        if !Task.isCancelled { await waits.sleep(duration) }
        if Task.isCancelled { await run.cancel() } else { await run.endWait(since: start) }
    }

    private func log(_ generation: Generation) {
        // A batch's answers would push everything else out of the log.
        logger.log(
            level: generation.failure == nil ? .info : .notice,
            "generated",
            metadata: [
                "model": "\(generation.modelID)",
                "sent": "\(generation.sentModel?.rawValue ?? "-")",
                "status": "\(generation.status.rawValue)",
                "attempts": "\(generation.attempts.count)",
                "failure": "\(generation.failure.map(\.kind.rawValue) ?? "-")",
                "http": "\(generation.failure?.httpStatus.map(String.init) ?? "-")",
            ]
        )
    }
}

extension ServiceFailure {
    /// A request that is not sent, because the answer is known.
    fileprivate static func batchOnly(_ id: ModelID) -> ServiceFailure {
        ServiceFailure(
            .batchOnly,
            message: "\(id) answers only the Batch API; ask \(id.base) instead"
        )
    }
}

extension Task where Success == Never, Failure == Never {
    fileprivate static func checkNotCancelled() throws(ServiceFailure) {
        if isCancelled { throw ServiceFailure(.cancelled, message: "cancelled") }
    }
}
