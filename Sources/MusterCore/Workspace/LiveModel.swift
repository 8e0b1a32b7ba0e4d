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
    /// Whether the service tells nothing of a single model, so that only its catalog counts.
    package var isBeyondService = false

    fileprivate mutating func take(_ row: FetchedModel?, of model: Model) {
        isListed = row != nil
        differences = row.map { Self.differences(model, $0) } ?? []
    }

    private static func differences(_ model: Model, _ row: FetchedModel) -> [ModelChange] {
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

extension Workspace {
    /// Asks for a model's catalog row and endpoints, and compares them with what is stored; one
    /// failing does not hide the other.
    @concurrent
    package func live(_ model: Model) async -> LiveModel {
        var live = LiveModel()
        do throws(ServiceFailure) {
            let row = try await client.lookUp(model.id)
            live.take(row, of: model)
        } catch {
            live.failure = error
            // Not every service has a page of a single model; its row is in the catalog too.
            if error.httpStatus == 404, let catalog = try? await client.fetchCatalog() {
                live.take(SlateComparison.rows(catalog)[model.id], of: model)
                live.failure = nil
            }
        }
        do throws(ServiceFailure) {
            live.endpoints = try await client.fetchEndpoints(model.id)
        } catch {
            // A model that is gone has no endpoints list: that is an answer, where others have one.
            let route = EndpointsRoute(client: client, store: store, time: time)
            let isGone: Bool =
                switch error.kind {
                case .noEndpoints: true
                case .notFound, .invalidModelID: await route.exists(besides: model.id) == true
                default: false
                }
            if isGone { live.endpoints = [] } else { live.failure = live.failure ?? error }
            if live.isListed == nil, error.httpStatus == 404,
                await route.exists(besides: model.id) == false
            {
                (live.isBeyondService, live.failure) = (true, nil)
            }
        }
        return live
    }
}
