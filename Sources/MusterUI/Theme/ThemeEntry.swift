/// A theme to choose, or the reason why it is unusable.
package struct ThemeEntry: Sendable, Hashable {
    /// The theme's name; for the user's own, the file's name.
    package let name: String
    package let isOwn: Bool
    package let theme: Result<Theme, ThemeError>
}
