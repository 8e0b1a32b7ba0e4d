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
        services.list = { await library.entriesInBackground() }
        services.read = { name in await library.themeInBackground(named: name) }
        services.changes = { name in FileChanges.stream(of: library.path(ofOwn: name)) }
        services.remember = { (name) async throws(StoreError) in
            try await store.setSetting(ThemeLibrary.settingKey, name)
        }
        return services
    }
}

extension ThemeLibrary {
    @concurrent
    fileprivate func entriesInBackground() async -> [ThemeEntry] { entries() }

    @concurrent
    fileprivate func themeInBackground(named name: String) async -> Result<Theme, ThemeError> {
        do throws(ThemeError) {
            return try entry(named: name).theme
        } catch {
            return .failure(error)
        }
    }
}
