import Foundation
package import MusterCore

extension Services {
    /// Services that call the workspace and the interface's own parts.
    package static func live(
        workspace: Workspace,
        findKey: @escaping @Sendable () async -> (label: SanitizedText, isMissing: Bool),
        editor: ExternalEditor,
        themesFolder: String
    ) -> Services {
        let store = workspace.store
        var services = Services(
            loadModels: { () async throws(StoreError) in try await workspace.catalog() },
            refresh: { () async throws(OperationError) in try await workspace.refresh() },
            backfill: { (onProgress) async throws(OperationError) in
                try await workspace.backfill(onProgress: onProgress)
            },
            check: { (plan, onResult) async throws(StoreError) in
                try await workspace.check(plan, onResult: onResult)
            },
            loadFreeTier: { () async throws(StoreError) in
                try await workspace.freeTier(asks: true)
            },
            loadTimeline: { (id) async throws(StoreError) in
                try await workspace.timeline(of: id)
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
                try await workspace.details(of: model)
            },
            loadHistory: { (search, id) async throws(StoreError) in
                try await workspace.history(matching: search, of: id, limit: HistoryRoom.limit)
            },
            loadGeneration: { (id) async throws(StoreError) in
                try await store.generation(id: id)
            },
            findKey: findKey,
            edit: { (text) async throws(EditorError) in try await editor.edit(text) },
            generate: { request, onUpdate in
                _ = await workspace.generate(request, onUpdate: onUpdate)
            }
        )
        services.batch = .live(workspace)
        services.foreignChanges = { store.foreignChanges() }
        services.loadSome = { (ids) async throws(StoreError) in
            try await workspace.models(ids)
        }
        services.setPin = { (id, routing) async throws(StoreError) in
            try await store.setPin(routing, id: id)
        }
        services.togglePin = { (model) async throws(PinRefusal) in
            do {
                return try await workspace.togglePin(of: model)
            } catch let refusal as PinRefusal {
                throw refusal
            } catch {
                throw PinRefusal(modelID: model.id, reason: "\(error)")
            }
        }
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
