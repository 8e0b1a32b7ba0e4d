/// The chooser of themes: the one under the cursor is shown at once, on everything behind it.
package struct ThemesState: Sendable, Equatable {
    /// What can be chosen; `nil` until it was read.
    package private(set) var entries: [ThemeEntry]?
    /// The entry under the cursor.
    package private(set) var selection = 0
    /// The theme to go back to.
    package let before: ThemeInUse?

    /// Creates a chooser that was opened with a theme in use.
    package init(before: ThemeInUse?) {
        self.before = before
    }

    /// The entry under the cursor.
    package var selected: ThemeEntry? {
        guard let entries, entries.indices.contains(selection) else { return nil }
        return entries[selection]
    }

    /// Takes what was read; the cursor begins at the theme in use.
    mutating func load(_ entries: [ThemeEntry]) {
        self.entries = entries
        selection = entries.firstIndex { $0.name == before?.name } ?? 0
    }

    /// Takes a theme of the user's own that was read again.
    mutating func replace(_ name: String, with theme: Result<Theme, ThemeError>) {
        guard let index = entries?.firstIndex(where: { $0.name == name && $0.isOwn }) else {
            return
        }
        entries?[index] = ThemeEntry(name: name, isOwn: true, theme: theme)
    }

    /// Moves the cursor by so many entries; it stops at both ends.
    mutating func move(by count: Int) {
        selection = min(max(selection + count, 0), max((entries?.count ?? 0) - 1, 0))
    }
}
