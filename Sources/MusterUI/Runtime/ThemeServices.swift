package import MusterCore

/// The theme functions that the runtime calls.
package struct ThemeServices: Sendable {
    package var list: @Sendable () async -> [ThemeEntry] = { [] }
    package var read: @Sendable (String) async -> Result<Theme, ThemeError> = { name in
        .failure(.notFound(name: name, available: []))
    }
    /// Signals that the file of a user's theme may have changed.
    package var changes: @Sendable (String) -> AsyncStream<Void> = { _ in
        AsyncStream { $0.finish() }
    }
    package var remember: @Sendable (String) async throws(StoreError) -> Void = { _ in }

    package init() {}

    package static func live(folder: String, store: Store) -> ThemeServices {
        let library = ThemeLibrary(folder: folder)
        var services = ThemeServices()
        services.list = { library.entries() }
        services.read = { name in
            do throws(ThemeError) {
                return try library.entry(named: name).theme
            } catch {
                return .failure(error)
            }
        }
        services.changes = { name in FileChanges.stream(of: library.path(ofOwn: name)) }
        services.remember = { (name) async throws(StoreError) in
            try await store.setSetting(ThemeLibrary.settingKey, name)
        }
        return services
    }
}
