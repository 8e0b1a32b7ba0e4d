package import Foundation

extension Workspace {
    /// How many pieces of evidence go into the details of a model.
    private static let evidenceLimit = 20

    /// All models and when the catalog was last fetched.
    @concurrent
    package func catalog() async throws(StoreError) -> (models: [Model], lastRefresh: Date?) {
        (try await models(), try store.lastRefresh())
    }

    /// What is stored of a model beyond the list.
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

    /// What was observed of a model, newest first.
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

    /// How the last requests to models ended, in their order.
    @concurrent
    package func seenAnswers(of ids: [ModelID]) async throws(StoreError) -> [SeenAnswers] {
        let past = try await store.pastPerformance(of: ids)
        return try await SeenAnswers.read(of: ids, past: past, in: store)
    }

    /// Asks for a model's catalog row and endpoints, and compares them with what is stored; one
    /// failing does not hide the other.
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
            // A model that is gone has no endpoints list: that is an answer.
            if error.kind == .notFound || error.kind == .noEndpoints {
                live.endpoints = []
            } else {
                live.failure = live.failure ?? error
            }
        }
        return live
    }
}

/// What the service says of a model at this moment.
package struct LiveModel: Sendable {
    /// Whether the service's catalog knows the model; `nil` where it could not be asked.
    package var isListed: Bool?
    /// The providers' offers; `nil` where they could not be asked for.
    package var endpoints: [Endpoint]?
    /// What differs from the stored row.
    package var differences: [ModelChange] = []
    /// Why something could not be asked.
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

/// What is stored of one model beyond the list.
package struct ModelDetails: Sendable, Equatable {
    /// The model.
    package var id: ModelID
    /// The catalog's description.
    package var description: String
    /// The spellings that may be sent, in the order of trying.
    package var ladder: RouteLadder
    /// The spelling that worked last.
    package var workingRoute: Route?
    /// Its evidence, newest first.
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
