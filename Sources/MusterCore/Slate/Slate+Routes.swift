package import Foundation

extension Slate {
    /// Lets the spellings that worked when the slate was made go first, where this database, perhaps
    /// another machine's, knows of none; they say nothing of another service.
    package func rememberRoutes(
        in store: Store,
        baseURL: ServiceURL,
        now: Date
    ) async throws(StoreError) {
        guard self.baseURL == baseURL else { return }
        for entry in entries {
            guard let route = entry.route,
                try await store.workingRoute(for: entry.modelID, baseURL: baseURL) == nil
            else { continue }
            try await store.rememberRoute(route, for: entry.modelID, baseURL: baseURL, now: now)
        }
    }

    /// The spelling that worked for a model at this service, when the slate was made.
    package func route(of model: ModelID, at baseURL: ServiceURL) -> Route? {
        guard self.baseURL == baseURL else { return nil }
        return entries.first { $0.modelID == model }?.route
    }
}
