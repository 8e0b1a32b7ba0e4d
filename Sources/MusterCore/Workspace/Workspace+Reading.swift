package import Foundation

extension Workspace {
    private static let evidenceLimit = 20

    @concurrent
    package func catalog() async throws(StoreError) -> (models: [Model], lastRefresh: Date?) {
        (try await models(), try store.lastRefresh())
    }

    @concurrent
    package func details(of model: Model) async throws(StoreError) -> ModelDetails {
        let working = try await store.workingRoute(for: model.id)
        let text = try await store.catalogText(of: model.id)
        let elsewhere = await elsewhere(of: model)
        return ModelDetails(
            id: model.id,
            description: text.description,
            otherPrices: OtherPrices(rawJSON: text.rawJSON),
            ladder: RouteLadder(
                modelID: model.id,
                huggingFaceID: model.huggingFaceID,
                preference: routes,
                working: working
            ),
            workingRoute: working,
            evidence: try await store.evidence(of: model.id, limit: Self.evidenceLimit),
            elsewhere: elsewhere
        )
    }

    /// The same weights at the user's other services, those that are alive first.
    @concurrent
    package func elsewhere(of model: Model) async -> [Elsewhere] {
        guard let id = model.huggingFaceID else { return [] }
        return await others?.models(of: id) ?? []
    }

    /// Observations of a model, newest first.
    @concurrent
    package func timeline(of id: ModelID) async throws(StoreError) -> [TimelineEntry] {
        try await store.timeline(of: id)
    }

    /// Past generations, newest first; an empty search finds all.
    @concurrent
    package func history(
        matching search: String?,
        of id: ModelID? = nil,
        limit: Int
    ) async throws(StoreError) -> [HistoryEntry] {
        try await store.history(matching: search, of: id, limit: limit)
    }

    /// The latest outcomes of requests to models, in their order.
    @concurrent
    package func seenAnswers(of ids: [ModelID]) async throws(StoreError) -> [SeenAnswers] {
        let past = try await store.pastPerformance(of: ids)
        return try await SeenAnswers.read(of: ids, past: past, in: store)
    }
}
