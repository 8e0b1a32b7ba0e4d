/// The theme that the interface is drawn with, and why it is this one.
package struct ThemeInUse: Sendable, Equatable {
    /// Who named the theme, the strongest first.
    package enum Origin: Sendable, Equatable {
        /// `--theme`.
        case flag
        /// `MUSTER_THEME`.
        case environment
        /// The entry `theme` of the configuration.
        case configuration
        /// What was chosen in an earlier run.
        case remembered
        /// Nobody.
        case standard
    }

    /// Its colours, as they were last read without an error.
    package var theme: Theme
    /// The name by which it is found again.
    package var name: String
    /// Whether its file is the user's own, and may change.
    package var isOwn: Bool
    /// Who named the theme with which this run began.
    package var origin: Origin

    /// Creates a theme in use.
    package init(theme: Theme, name: String, isOwn: Bool, origin: Origin) {
        self.theme = theme
        self.name = name
        self.isOwn = isOwn
        self.origin = origin
    }
}
