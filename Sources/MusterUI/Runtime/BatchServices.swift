package import MusterCore

/// What the runtime can have done about batches.
package struct BatchServices: Sendable {
    /// Foretells how likely models are to answer.
    package var survival: @Sendable ([ModelID]) async -> [SurvivalForecast] = { _ in [] }
    /// Writes a slate of models to a file.
    package var saveSlate: @Sendable (String, [ModelID]) async throws(BatchRefusal) -> Void = {
        (_, _) async throws(BatchRefusal) in throw BatchRefusal("There is no database")
    }
    /// Prepares a batch; nothing is generated.
    package var prepare: @Sendable (BatchRequest) async throws(BatchRefusal) -> BatchProposal = {
        (_) async throws(BatchRefusal) in throw BatchRefusal("There is no service")
    }
    /// Runs what was prepared.
    package var run: @Sendable (@escaping BatchRunner.NewsHandler) async -> BatchOutcome = { _ in
        BatchOutcome()
    }
    /// Holds the batch, or lets it go on.
    package var setPaused: @Sendable (Bool) async -> Void = { _ in }
    /// Forgets what was prepared.
    package var abandon: @Sendable () async -> Void = {}

    /// Creates services that can do nothing.
    package init() {}

    /// The services over a database and a service.
    package static func live(
        _ session: BatchSession,
        store: Store,
        time: TimeSource,
        baseURL: ServiceURL
    )
        -> BatchServices
    {
        var services = BatchServices()
        services.survival = { ids in
            (try? await SurvivalReader(store: store).forecasts(of: ids)) ?? []
        }
        services.saveSlate = { (path, ids) async throws(BatchRefusal) in
            do {
                let wanted = Set(ids)
                let models = try await store.modelsInBackground(now: time.now())
                    .filter { wanted.contains($0.id) }
                let slate = try await SlateBuilder(store: store, baseURL: baseURL)
                    .slate(of: models, now: time.now())
                try SlateFile(path: path.expandingTilde).write(slate)
            } catch {
                throw BatchRefusal("The slate was not saved: \(error)")
            }
        }
        services.prepare = { (request) async throws(BatchRefusal) in
            try await session.prepare(request)
        }
        services.run = { onNews in await session.run(onNews: onNews) }
        services.setPaused = { await session.setPaused($0) }
        services.abandon = { await session.abandon() }
        return services
    }
}
