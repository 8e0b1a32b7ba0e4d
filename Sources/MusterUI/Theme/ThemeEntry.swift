/// A theme to choose, or the reason why it is unusable.
package struct ThemeEntry: Sendable, Hashable {
    /// The theme's name; for the user's own, the file's name.
    package let name: String
    package let isOwn: Bool
    package let theme: Result<Theme, ThemeError>

    package init(name: String, isOwn: Bool, theme: Result<Theme, ThemeError>) {
        self.name = name
        self.isOwn = isOwn
        self.theme = theme
    }
}
