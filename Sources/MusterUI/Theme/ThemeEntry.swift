/// A theme that can be chosen, or says why it cannot.
package struct ThemeEntry: Sendable, Hashable {
    /// The name by which it is chosen; for a user's own that of its file.
    package let name: String
    /// Whether it is from the user's own folder.
    package let isOwn: Bool
    /// The theme.
    package let theme: Result<Theme, ThemeError>

    /// Creates an entry.
    package init(name: String, isOwn: Bool, theme: Result<Theme, ThemeError>) {
        self.name = name
        self.isOwn = isOwn
        self.theme = theme
    }
}
