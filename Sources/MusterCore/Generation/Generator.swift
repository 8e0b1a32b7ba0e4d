import Foundation
package import Logging

/// Runs generations: performs what the state machine decides, stores and passes on what comes.
package struct Generator: Sendable {
    /// Receives news; the stream is read no faster than it returns.
    package typealias UpdateHandler = @Sendable ([GenerationUpdate]) async -> Void

    private let client: OpenRouterClient
    private let store: Store
    private let time: TimeSource
    private let preference: RoutePreference
    private let logger: Logger

    /// Creates a generator.
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

    /// Runs one generation to its end; cancelling the task ends it at once, its text kept.
    ///
    /// It never throws: whatever happens is part of the result.
    package func run(
        _ request: GenerationRequest,
        onUpdate: @escaping UpdateHandler
    ) async -> Generation {
        let working = try? await store.workingRoute(for: request.modelID, baseURL: client.baseURL)
        let ladder = RouteLadder(
            modelID: request.modelID,
            huggingFaceID: request.huggingFaceID,
            preference: preference,
            working: working
        )
        let journal = await GenerationJournal.begin(request, store: store, now: time.now())
        let run = GenerationRun(
            modelID: request.modelID,
            ladder: ladder,
            journal: journal,
            time: time,
            onUpdate: onUpdate
        )
        var action = await run.start()
        while true {
            switch action {
            case .send(let route):
                action = await attempt(request, route: route, run: run)
            case .finish(let status, let failure):
                let generation = await run.finish(status, failure)
                let wasRefused = await run.wasRefusedOnEveryRoute
                return await remember(generation, wasRefused: wasRefused, onUpdate: onUpdate)
            }
        }
    }

    private func attempt(
        _ request: GenerationRequest,
        route: String,
        run: GenerationRun
    ) async -> GenerationStateMachine.Action {
        await run.begin(route: route)
        do throws(ServiceFailure) {
            try Task.checkNotCancelled()
            try await client.complete(request.completion(route: route)) { events in
                await run.take(events)
            }
            // A cancelled stream may end as if it had come to its own end.
            try Task.checkNotCancelled()
            return await run.end(.success(()))
        } catch {
            return await run.end(.failure(error))
        }
    }

    /// Stores the outcome and what it says of the model.
    ///
    /// It runs in a task of its own: when the user has cancelled, this must still happen.
    private func remember(
        _ generation: Generation,
        wasRefused: Bool,
        onUpdate: @escaping UpdateHandler
    ) async -> Generation {
        var generation = generation
        let stored = generation
        let now = time.now()
        let evidence = Evidence(
            generation,
            wasRefusedOnEveryRoute: wasRefused,
            observedAt: now
        )
        let writing = Task { [store, client] () -> StoreError? in
            do throws(StoreError) {
                try await store.finish(stored, evidence: evidence, now: now)
                if stored.status == .completed, let route = stored.sentModel {
                    try await store.rememberRoute(
                        route,
                        for: stored.modelID,
                        baseURL: client.baseURL,
                        now: now
                    )
                }
                return nil
            } catch {
                return error
            }
        }
        generation.storeFailure = await writing.value ?? generation.storeFailure
        logger.notice(
            "generated",
            metadata: [
                "model": "\(generation.modelID)", "sent": "\(generation.sentModel ?? "-")",
                "status": "\(generation.status.rawValue)",
                "failure": "\(generation.failure.map(\.kind.rawValue) ?? "-")",
                "http": "\(generation.failure?.httpStatus.map(String.init) ?? "-")",
            ]
        )
        await onUpdate([.finished(generation)])
        return generation
    }
}

extension Task where Success == Never, Failure == Never {
    fileprivate static func checkNotCancelled() throws(ServiceFailure) {
        if isCancelled { throw ServiceFailure(.cancelled, message: "cancelled") }
    }
}
