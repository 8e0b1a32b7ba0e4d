/// The interface's current theme, and the reason for it.
package struct ThemeInUse: Sendable, Equatable {
    /// The source of the theme's name, the strongest first.
    package enum Origin: Sendable, Equatable {
        /// `--theme`.
        case flag
        /// `MUSTER_THEME`.
        case environment
        /// The entry `theme` of the configuration.
        case configuration
        /// The choice in an earlier run.
        case remembered
        case standard
    }

    /// Its colours, as last read without an error.
    package var theme: Theme
    package var name: String
    /// Whether its file belongs to the user, and may change.
    package var isOwn: Bool
    /// The source of the name at the start of this run.
    package var origin: Origin

    package init(theme: Theme, name: String, isOwn: Bool, origin: Origin) {
        self.theme = theme
        self.name = name
        self.isOwn = isOwn
        self.origin = origin
    }
}
