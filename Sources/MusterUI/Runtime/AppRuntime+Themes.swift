import MusterCore

extension AppRuntime {
    // MARK: - Themes

    func loadThemes() {
        enqueue { [services] in .themesLoaded(await services.themes.list()) }
    }

    func use(_ theme: Theme) {
        screen.use(theme)
        lastGrid = nil
    }

    /// Reads a theme again whenever its file changes; `nil` ends that.
    func watchTheme(_ name: String?) {
        watching?.cancel()
        watching = name.map { name in
            Task { [services] in
                for await _ in services.themes.changes(name) {
                    await deliver(.themeRead(name, await services.themes.read(name)))
                }
            }
        }
    }
}
