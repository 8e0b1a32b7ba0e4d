package import Foundation

extension Workspace {
    private static let evidenceLimit = 20

    @concurrent
    package func catalog() async throws(StoreError) -> (models: [Model], lastRefresh: Date?) {
        (try await models(), try store.lastRefresh())
    }

    @concurrent
    package func details(of model: Model) async throws(StoreError) -> ModelDetails {
        let working = try await store.workingRoute(for: model.id, baseURL: client.baseURL)
        return ModelDetails(
            id: model.id,
            description: try await store.catalogText(of: model.id).description,
            ladder: RouteLadder(
                modelID: model.id,
                huggingFaceID: model.huggingFaceID,
                preference: routes,
                working: working
            ),
            workingRoute: working,
            evidence: try await store.evidence(of: model.id, limit: Self.evidenceLimit)
        )
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
        limit: Int
    ) async throws(StoreError) -> [HistoryEntry] {
        let words = search.flatMap { $0.isEmpty ? nil : $0 }
        return try await store.history(matching: words, limit: limit)
    }

    /// The latest outcomes of requests to models, in their order.
    @concurrent
    package func seenAnswers(of ids: [ModelID]) async throws(StoreError) -> [SeenAnswers] {
        let past = try await store.pastPerformance(of: ids)
        return try await SeenAnswers.read(of: ids, past: past, in: store)
    }

    /// Fetches a model's catalog row and endpoints, and compares them with the stored data.
    ///
    /// If one request fails, the other still counts.
    @concurrent
    package func live(_ model: Model) async -> LiveModel {
        var live = LiveModel()
        do throws(ServiceFailure) {
            let row = try await client.lookUp(model.id)
            live.isListed = row != nil
            live.differences = row.map { LiveModel.differences(model, $0) } ?? []
        } catch {
            live.failure = error
        }
        do throws(ServiceFailure) {
            live.endpoints = try await client.fetchEndpoints(model.id)
        } catch {
            // A dropped model has no endpoints list: that is an answer.
            if error.kind == .notFound || error.kind == .noEndpoints {
                live.endpoints = []
            } else {
                live.failure = live.failure ?? error
            }
        }
        return live
    }
}

/// The service's current data about a model.
package struct LiveModel: Sendable {
    /// Whether the service's catalog has the model; `nil` if unknown.
    package var isListed: Bool?
    /// The providers' offers; `nil` if unknown.
    package var endpoints: [Endpoint]?
    package var differences: [ModelChange] = []
    package var failure: ServiceFailure?

    static func differences(_ model: Model, _ row: CatalogRow) -> [ModelChange] {
        var live = model
        live.entry = row.entry
        live.huggingFaceID = row.huggingFaceID ?? model.huggingFaceID
        return facts(model).changes(to: facts(live), includesNews: true)
    }

    private static func facts(_ model: Model) -> ModelFacts {
        ModelFacts([
            ("name", model.name),
            ("context_length", model.contextLength.map(String.init)),
            ("max_completion_tokens", model.maxCompletionTokens.map(String.init)),
            ("prompt_price", model.promptPrice?.perMillionString),
            ("completion_price", model.completionPrice?.perMillionString),
            ("expiration_date", model.expirationDate),
            ("hugging_face_id", model.huggingFaceID?.rawValue),
        ])
    }
}

/// Stored data of one model beyond the list.
package struct ModelDetails: Sendable, Equatable {
    package var id: ModelID
    package var description: String
    /// Spellings in the order of trying.
    package var ladder: RouteLadder
    /// The spelling that worked last.
    package var workingRoute: Route?
    package var evidence: [Evidence]

    package init(
        id: ModelID,
        description: String,
        ladder: RouteLadder,
        workingRoute: Route?,
        evidence: [Evidence]
    ) {
        self.id = id
        self.description = description
        self.ladder = ladder
        self.workingRoute = workingRoute
        self.evidence = evidence
    }
}
