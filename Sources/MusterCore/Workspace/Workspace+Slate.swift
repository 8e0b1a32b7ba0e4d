extension Workspace {
    /// Makes a slate of stored models, in their order; `pins` pins each to the endpoint that answered
    /// last, where that is known.
    @concurrent
    package func slate(
        of models: [Model],
        pins: Bool = false
    ) async throws(StoreError) -> Slate {
        try await SlateBuilder(
            store: store,
            baseURL: client.baseURL,
            service: isNamed ? client.service : nil
        )
        .slate(of: models, pins: pins, now: time.now())
    }

    /// Pins a model to the endpoint that answered last, or no longer if it is pinned; returns the pin.
    ///
    /// Throws `PinRefusal` if it is not known which endpoint answered.
    @concurrent
    package func togglePin(of model: Model) async throws -> ProviderRouting? {
        guard model.pin == nil else {
            try await store.setPin(nil, id: model.id)
            return nil
        }
        let slate = try await slate(of: [model], pins: true)
        guard let routing = slate.entries.first?.routing else {
            throw PinRefusal(modelID: model.id)
        }
        try await store.setPin(routing, id: model.id)
        return routing
    }

    /// Writes a slate of stored models to a file, in the order of the catalog.
    @concurrent
    package func saveSlate(of ids: [ModelID], to path: String) async throws(BatchRefusal) {
        let wanted = Set(ids)
        do {
            let chosen = try await models().filter { wanted.contains($0.id) }
            let ends = chosen.compactMap { ModelExpiry($0, now: time.now()) }
            if let expired = ends.first(where: \.isPast) { throw BatchRefusal(expired.words) }
            let slate = try await slate(of: chosen)
            try SlateFile(path: path.expandingTilde).write(slate)
        } catch {
            throw BatchRefusal("The slate was not saved: \(error)")
        }
    }

    /// Verifies a slate with the service, and stores the results as evidence.
    ///
    /// A deep verification fetches the endpoints first, and requests completions only from models
    /// that those do not rule out. It calls `onPause` before the rate limit delays a request.
    @concurrent
    package func verify(
        _ slate: Slate,
        kind: CheckKind,
        onPause: @escaping @Sendable (Duration) async -> Void = { _ in }
    ) async throws(StoreError) -> SlateVerification {
        try await verify(slate, models: models(), kind: kind, onPause: onPause)
    }

    @concurrent
    func verify(
        _ slate: Slate,
        models: [Model],
        kind: CheckKind,
        onPause: @escaping @Sendable (Duration) async -> Void = { _ in }
    ) async throws(StoreError) -> SlateVerification {
        try await SlateVerifier(
            client: client,
            checker: checker(onPause),
            time: time,
            routes: routes
        ).run(slate, models: models, kind: kind)
    }

    /// Prepares models for files of other tools; also returns the fallbacks it appended.
    ///
    /// Each model gets its working route: that of the slate if the slate is for this service,
    /// otherwise the last one stored.
    @concurrent
    package func exported(
        _ models: [Model],
        in all: [Model],
        slate: Slate?,
        service: ExportedService,
        includesFallbacks: Bool
    ) async throws(StoreError) -> [ExportedModel] {
        let routes = try await store.workingRoutes()
        var seen = Set(models.map(\.id))
        var exported: [ExportedModel] = []
        var added: [Model] = []
        func add(_ model: Model, _ fallbacks: [Model]) {
            let entry = slate?.entries.first { $0.modelID == model.id }
            let (route, routing) = client.kind.sent(
                slate?.route(of: model.id, at: client.baseURL) ?? routes[model.id]
                    ?? Route(model.id),
                entry?.routing ?? model.pin
            )
            exported.append(
                ExportedModel(
                    modelID: model.id,
                    route: route,
                    fallbacks: fallbacks.map(\.id),
                    routing: routing,
                    service: service
                )
            )
        }
        for model in models {
            let fallbacks = fallbacks.models(for: model, in: all).filter { !$0.isDisabled }
            add(model, fallbacks)
            added += fallbacks.filter { includesFallbacks && seen.insert($0.id).inserted }
        }
        for model in added { add(model, []) }
        return exported
    }
}
