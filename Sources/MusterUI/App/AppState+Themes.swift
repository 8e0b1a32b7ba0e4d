import MusterCore

extension AppState {
    /// Opens the chooser of themes.
    mutating func openThemes() -> [AppEffect] {
        overlay = .themes(ThemesState(before: theme))
        return [.loadThemes]
    }

    /// Takes the themes that can be chosen.
    mutating func takeThemes(_ entries: [ThemeEntry]) {
        guard case .themes(var themes) = overlay else { return }
        themes.load(entries)
        overlay = .themes(themes)
    }

    /// Takes a theme of the user's own whose file was written; with an error the last good one
    /// stays.
    mutating func takeTheme(_ name: String, _ result: Result<Theme, ThemeError>) -> [AppEffect] {
        if case .themes(var themes) = overlay {
            themes.replace(name, with: result)
            overlay = .themes(themes)
        }
        guard theme?.name == name else { return [] }
        switch result {
        case .success(let new):
            guard new != theme?.theme else { return [] }
            theme?.theme = new
            say("The theme \(SanitizedText(sanitizing: name).singleLine) was read again", .success)
            return [.setTheme(new)]
        case .failure(let error):
            say(SanitizedText(sanitizing: error.description).singleLine, .error)
            return []
        }
    }

    /// Gives a key to the chooser of themes.
    mutating func pressInThemes(_ key: KeyPress, _ themes: ThemesState) -> [AppEffect] {
        var themes = themes
        switch keyMap.action(for: key) {
        case .showDetails:
            return keep(themes)
        case .quit, .cancel, .interrupt, .theme:
            overlay = nil
            guard let before = themes.before, before != theme else { return [] }
            return use(before)
        case let action?:
            guard let rows = action.scrollRows(page: 10) else {
                say("\(key.description) does nothing here; Enter keeps the theme, Esc goes back")
                return []
            }
            themes.move(by: rows)
            overlay = .themes(themes)
            guard let entry = themes.selected, let shown = try? entry.theme.get() else {
                return []
            }
            return use(
                ThemeInUse(
                    theme: shown,
                    name: entry.name,
                    isOwn: entry.isOwn,
                    origin: themes.before?.origin ?? .standard
                )
            )
        case nil:
            return []
        }
    }

    private mutating func keep(_ themes: ThemesState) -> [AppEffect] {
        guard let entry = themes.selected else { return [] }
        guard (try? entry.theme.get()) != nil else {
            say(
                "This theme cannot be used; choose another, or mend it and it is read again",
                .error
            )
            return []
        }
        overlay = nil
        guard entry.name != themes.before?.name else { return [] }
        let name = SanitizedText(sanitizing: entry.name).singleLine
        switch themes.before?.origin {
        case .configuration:
            say(
                "\(name) until you leave: the configuration's entry theme wins at a start",
                .warning
            )
        case .environment:
            say("\(name) until you leave: MUSTER_THEME wins at a start", .warning)
        case .flag, .remembered, .standard, nil:
            say("The theme is \(name), at later starts too", .success)
        }
        return [.rememberTheme(entry.name)]
    }

    private mutating func use(_ theme: ThemeInUse) -> [AppEffect] {
        self.theme = theme
        return [.setTheme(theme.theme), .watchTheme(theme.isOwn ? theme.name : nil)]
    }
}
