package import Logging

/// One service and its database, with all that the commands and the interface ask of them.
///
/// The use cases are in extensions by theme. They run off the caller's actor, and hold the rules, so
/// that both faces give the same answers.
package struct Workspace: Sendable {
    /// The database.
    package let store: Store
    /// The service.
    package let client: OpenRouterClient
    /// The Hub, for the case of Hugging Face IDs.
    package let hub: HubClient
    /// Which spelling of a model goes first.
    package let routes: RoutePreference
    /// The models that the configuration has to be asked when others do not answer.
    package let fallbacks: FallbackTable
    /// The clock.
    package let time: TimeSource
    /// How waits pass: between tries, and for the free tier's minute.
    package let waits: WaitSource
    /// Gets a line for each use case.
    package let logger: Logger

    package init(
        store: Store,
        client: OpenRouterClient,
        hub: HubClient,
        routes: RoutePreference = .casedFirst,
        fallbacks: FallbackTable = FallbackTable(),
        time: TimeSource = .system,
        waits: WaitSource = .system,
        logger: Logger = .silent
    ) {
        self.store = store
        self.client = client
        self.hub = hub
        self.routes = routes
        self.fallbacks = fallbacks
        self.time = time
        self.waits = waits
        self.logger = logger
    }
}

extension Workspace {
    /// Every model in the database, judged now.
    @concurrent
    package func models() async throws(StoreError) -> [Model] {
        try await store.modelsInBackground(now: time.now())
    }

    /// Some of the models, in no order, without those that are gone.
    @concurrent
    package func models(_ ids: Set<ModelID>) async throws(StoreError) -> [Model] {
        try await store.models(ids, now: time.now())
    }

    /// Fetches the catalog and makes it the current one, or changes nothing.
    ///
    /// - Parameter isForced: takes a catalog that has shrunk to less than half, too.
    /// - Returns: what changed.
    /// - Throws: `OperationError`; then nothing was changed.
    @concurrent
    package func refresh(isForced: Bool = false) async throws(OperationError) -> RefreshReport {
        try await CatalogRefresh(client: client, store: store, time: time, logger: logger)
            .run(isForced: isForced)
    }

    /// Fills in missing Hugging Face IDs.
    ///
    /// - Parameters:
    ///   - verifies: whether to compare with the Hub's own spelling, too.
    ///   - onProgress: called with the number of look-ups done and to do.
    /// - Returns: what was found.
    /// - Throws: `OperationError`; then nothing was changed.
    @concurrent
    package func backfill(
        verifies: Bool = false,
        onProgress: @escaping @Sendable (Int, Int) async -> Void = { _, _ in }
    ) async throws(OperationError) -> BackfillReport {
        try await Backfill(client: client, hub: hub, store: store, time: time, logger: logger)
            .run(verifies: verifies, onProgress: onProgress)
    }

    /// Asks a model, and its fallbacks where it does not answer; whatever happens is a result.
    @concurrent
    package func generate(
        _ request: GenerationRequest,
        onUpdate: @escaping Generator.UpdateHandler
    ) async -> Generation {
        await Generator(
            client: client,
            store: store,
            time: time,
            preference: routes,
            waits: waits,
            logger: logger
        ).run(request, onUpdate: onUpdate)
    }
}
