extension Workspace {
    /// A slate of models, in their order, with what is stored of them.
    @concurrent
    package func slate(of models: [Model]) async throws(StoreError) -> Slate {
        try await SlateBuilder(store: store, baseURL: client.baseURL)
            .slate(of: models, now: time.now())
    }

    /// Writes a slate of stored models to a file, in the order of the catalog.
    @concurrent
    package func saveSlate(of ids: [ModelID], to path: String) async throws(BatchRefusal) {
        let wanted = Set(ids)
        do {
            let slate = try await slate(of: models().filter { wanted.contains($0.id) })
            try SlateFile(path: path.expandingTilde).write(slate)
        } catch {
            throw BatchRefusal("The slate was not saved: \(error)")
        }
    }

    /// Asks the service whether a slate still holds; what it says is stored as evidence.
    ///
    /// - Parameters:
    ///   - slate: what to verify.
    ///   - kind: how much is asked; a deep verification asks the endpoints first, and a completion
    ///     only of models that those do not rule out.
    ///   - onPause: told before the free tier's pace makes a request wait.
    /// - Returns: what was found.
    /// - Throws: `StoreError` when the evidence could not be stored.
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

    /// Models as they go into the files of other tools, each with the spelling that worked: that of
    /// the slate, where it was made at this service, else the last one here.
    ///
    /// - Parameters:
    ///   - models: the models.
    ///   - all: all there are, for their fallbacks.
    ///   - slate: the slate that they are from.
    ///   - includesFallbacks: whether fallbacks that are not among the models are added after them.
    /// - Returns: the models, and what was added.
    /// - Throws: `StoreError`.
    @concurrent
    package func exported(
        _ models: [Model],
        in all: [Model],
        slate: Slate?,
        includesFallbacks: Bool
    ) async throws(StoreError) -> [ExportedModel] {
        let routes = try await store.workingRoutes(baseURL: client.baseURL)
        var seen = Set(models.map(\.id))
        var exported: [ExportedModel] = []
        var added: [Model] = []
        func add(_ model: Model, _ fallbacks: [Model]) {
            exported.append(
                ExportedModel(
                    modelID: model.id,
                    route: slate?.route(of: model.id, at: client.baseURL) ?? routes[model.id],
                    fallbacks: fallbacks.map(\.id)
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
