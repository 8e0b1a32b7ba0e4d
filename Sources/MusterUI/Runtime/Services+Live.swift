import Foundation
package import Logging
package import MusterCore

extension Services {
    /// Services over a real database and real clients.
    package static func live(
        store: Store,
        client: OpenRouterClient,
        hub: HubClient,
        time: TimeSource,
        routes: RoutePreference,
        fallbacks: FallbackTable,
        findKey: @escaping @Sendable () -> (label: SanitizedText, isMissing: Bool),
        editor: ExternalEditor,
        themesFolder: String,
        logger: Logger
    ) -> Services {
        let checker = Checker(
            client: client,
            store: store,
            time: time,
            preference: routes,
            logger: logger
        )
        var services = Services(
            loadModels: { () async throws(StoreError) in
                let models = try await store.modelsInBackground(now: time.now())
                return (models, try store.lastRefresh())
            },
            refresh: { () async throws(OperationError) in
                try await CatalogRefresh(
                    client: client,
                    store: store,
                    time: time,
                    logger: logger
                ).run()
            },
            backfill: { (onProgress) async throws(OperationError) in
                try await Backfill(
                    client: client,
                    hub: hub,
                    store: store,
                    time: time,
                    logger: logger
                ).run(verifies: false, onProgress: onProgress)
            },
            check: { (plan, onResult) async throws(StoreError) in
                try await checker.run(plan, onResult: onResult)
            },
            loadFreeTier: { () async throws(StoreError) in
                try await checker.freeTier(asks: true)
            },
            loadTimeline: { (id) async throws(StoreError) in
                try await store.timeline(of: id)
            },
            setDisabled: { (ids, isDisabled, reason) async throws(StoreError) in
                try await store.setDisabled(isDisabled, reason: reason, ids: ids)
            },
            setHuggingFaceID: { (id, huggingFaceID, source) async throws(StoreError) in
                try await store.setHuggingFaceID(huggingFaceID, source: source, id: id)
            },
            setFavorite: { (ids, isFavorite) async throws(StoreError) in
                try await store.setFavorite(isFavorite, ids: ids)
            },
            setMarked: { (ids, isMarked) async throws(StoreError) in
                try await store.setMarked(isMarked, ids: ids)
            },
            remember: { (settings) async throws(StoreError) in
                try await store.setSetting(InterfaceSettings.key, settings.json)
            },
            loadDetails: { (model) async throws(StoreError) in
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
                    evidence: try await store.evidence(of: model.id, limit: 20)
                )
            },
            loadHistory: { (search) async throws(StoreError) in
                try await store.history(
                    matching: search.isEmpty ? nil : search,
                    limit: HistoryRoom.limit
                )
            },
            loadGeneration: { (id) async throws(StoreError) in
                try await store.generation(id: id)
            },
            findKey: findKey,
            edit: { (text) async throws(EditorError) in try await editor.edit(text) },
            generate: { request, onUpdate in
                let generator = Generator(
                    client: client,
                    store: store,
                    time: time,
                    preference: routes,
                    logger: logger
                )
                _ = await generator.run(request, onUpdate: onUpdate)
            }
        )
        services.batch = .live(
            BatchSession(
                client: client,
                store: store,
                checker: checker,
                time: time,
                routes: routes,
                fallbacks: fallbacks,
                logger: logger
            ),
            store: store,
            time: time,
            baseURL: client.baseURL
        )
        services.foreignChanges = { store.foreignChanges() }
        services.themes = .live(folder: themesFolder, store: store)
        services.loadSavedFilters = { () async throws(StoreError) in
            try await store.savedFilters()
        }
        services.saveFilter = { (name, source) async throws(StoreError) in
            try await store.saveFilter(source, name: name)
        }
        return services
    }
}
