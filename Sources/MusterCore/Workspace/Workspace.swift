package import Logging

/// A service and its database, with all use cases of the commands and the interface.
///
/// Extensions group the use cases by theme. They run off the caller's actor and contain the rules,
/// so both faces give the same answers.
package struct Workspace: Sendable {
    package let store: Store
    package var client: OpenRouterClient
    /// The Hub, for the case of Hugging Face IDs.
    package let hub: HubClient
    package let routes: RoutePreference
    /// The configured fallbacks.
    package let fallbacks: FallbackTable
    package let time: TimeSource
    /// Performs the waits between attempts and for the free tier's rate limit.
    package let waits: WaitSource
    /// How often to ask for submitted batches.
    package let poll: BatchPoll
    /// Whether the user named the service, so that slates name it too.
    package var isNamed = false
    /// The user's other services; `nil` for none.
    package var others: OtherServices?
    /// Gets a line per use case.
    package let logger: Logger

    package init(
        store: Store,
        client: OpenRouterClient,
        hub: HubClient,
        routes: RoutePreference = .casedFirst,
        fallbacks: FallbackTable = FallbackTable(),
        time: TimeSource = .system,
        waits: WaitSource = .system,
        poll: BatchPoll = .standard,
        logger: Logger = .silent
    ) {
        self.store = store
        self.client = client
        self.hub = hub
        self.routes = routes
        self.fallbacks = fallbacks
        self.time = time
        self.waits = waits
        self.poll = poll
        self.logger = logger
    }
}

extension Workspace {
    @concurrent
    package func models() async throws(StoreError) -> [Model] {
        var models = try await store.modelsInBackground(now: time.now())
        await others?.mark(&models)
        return models
    }

    /// The models that may pass a filter: those that its bare words alone pass, or all.
    @concurrent
    package func candidates(for filter: ModelFilter) async throws(StoreError) -> [Model] {
        let now = time.now()
        guard let words = filter.wordsAlone else { return try await models() }
        var models = try await store.models(now: now) { models in
            var search = ModelSearch(models)
            return search.find(words, in: models, now: now).places.map { models[Int($0)].id }
        }
        await others?.mark(&models)
        return models
    }

    /// Some of the models, ordered by ID, without those that are gone.
    @concurrent
    package func models(_ ids: Set<ModelID>) async throws(StoreError) -> [Model] {
        var models = try await store.models(ids, now: time.now())
        await others?.mark(&models)
        return models
    }

    /// Fetches the catalog and makes it the current one, or changes nothing.
    ///
    /// `isForced` accepts a catalog that shrank to less than half.
    @concurrent
    package func refresh(isForced: Bool = false) async throws(OperationError) -> RefreshReport {
        try await CatalogRefresh(client: client, store: store, time: time, logger: logger)
            .run(isForced: isForced)
    }

    /// Fills in missing Hugging Face IDs; `verifies` also checks spellings against the Hub.
    ///
    /// An error means that nothing was changed.
    @concurrent
    package func backfill(
        verifies: Bool = false,
        onProgress: @escaping @Sendable (Int, Int) async -> Void = { _, _ in }
    ) async throws(OperationError) -> BackfillReport {
        try await Backfill(client: client, hub: hub, store: store, time: time, logger: logger)
            .run(verifies: verifies, onProgress: onProgress)
    }

    /// Asks a model, and its fallbacks if it does not answer; failures are part of the result.
    @concurrent
    package func generate(
        _ request: GenerationRequest,
        onUpdate: @escaping Generator.UpdateHandler
    ) async -> Generation {
        var request = request
        if request.pin?.endpoints.isEmpty == true {
            // The list tells which provider's name belongs to a tag.
            let endpoints = try? await store.newestEndpoints(of: request.modelID)
            request.pin?.endpoints = endpoints ?? []
        }
        return await Generator(
            client: client,
            store: store,
            time: time,
            preference: routes,
            waits: waits,
            logger: logger
        ).run(request, onUpdate: onUpdate)
    }
}
