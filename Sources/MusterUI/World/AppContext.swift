package import MusterCore

/// What the interface knows of its surroundings.
package struct AppContext: Sendable, Equatable {
    /// The service's host, for the header.
    package var host: SanitizedText
    /// Where the key comes from, for the header.
    package var keyLabel: SanitizedText
    /// Whether a generation would fail for want of a key.
    package var lacksKey: Bool
    /// Whether only ASCII may be drawn.
    package var isASCII: Bool
    /// The service's base URL, for commands that ask it again.
    package var baseURL: ServiceURL
    /// Which spelling goes first.
    package var routes: RoutePreference
    /// How many checks an hour the monitor may make.
    package var monitorBudget: Int
    /// The models to ask when another one does not answer.
    package var fallbacks: FallbackTable

    /// Which key asks for which action.
    package var keyMap: KeyMap
    /// Whether a screen reader reads the screen: no boxes, nothing beside each other, and each
    /// change told in the last line.
    package var isForScreenReader: Bool

    /// What is to be chosen, when muster is a chooser for a script.
    package var choice: Choice?

    /// How many models a script wants.
    package enum Choice: Sendable, Equatable {
        /// The one under the cursor.
        case one
        /// All that are marked.
        case several
    }

    /// Creates a context.
    package init(
        host: SanitizedText,
        keyLabel: SanitizedText,
        lacksKey: Bool = false,
        isASCII: Bool = false,
        baseURL: ServiceURL = .openRouter,
        routes: RoutePreference = .casedFirst,
        monitorBudget: Int = 60,
        fallbacks: FallbackTable = FallbackTable(),
        keyMap: KeyMap = .standard,
        isForScreenReader: Bool = false,
        choice: Choice? = nil
    ) {
        self.host = host
        self.keyLabel = keyLabel
        self.lacksKey = lacksKey
        self.isASCII = isASCII
        self.baseURL = baseURL
        self.routes = routes
        self.monitorBudget = monitorBudget
        self.fallbacks = fallbacks
        self.keyMap = keyMap
        self.isForScreenReader = isForScreenReader
        self.choice = choice
    }
}
