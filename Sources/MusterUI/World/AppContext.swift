package import Foundation
package import MusterCore

/// The interface's surroundings: service, key and configuration.
package struct AppContext: Sendable, Equatable {
    /// The user's name for the service.
    package var service: String
    package var host: SanitizedText
    /// The source of the key, for the header.
    package var keyLabel: SanitizedText
    /// Whether a generation would fail for want of a key.
    package var lacksKey: Bool
    package var kind = ServiceKind.openRouter
    /// The environment variable of the key, if there is one, and the command that keeps a key.
    package var keyVariable: String? = "OPENROUTER_API_KEY"
    package var keySetCommand = "muster key set"
    /// The variable in which copied commands expect the key.
    package var exportedKeyVariable = "OPENROUTER_API_KEY"
    /// What to do for want of a key.
    package var keyHint: SanitizedText = "set OPENROUTER_API_KEY, or run: muster key set"
    package var isASCII: Bool
    /// The service's base URL, for commands that ask it again.
    package var baseURL: ServiceURL
    /// The spelling to try first.
    package var routes: RoutePreference
    /// The monitor's checks per hour.
    package var monitorBudget: Int
    package var fallbacks: FallbackTable

    package var keyMap: KeyMap
    /// Whether a screen reader reads the screen: no boxes, no columns side by side, and each change
    /// announced in the last line.
    package var isForScreenReader: Bool

    /// Whether the terminal tells of the end of long work while another window has the keys.
    package var notifies = true
    /// How long a message stays, in seconds; `nil` for the usual time.
    package var messageTime: TimeInterval?

    /// Whether other services have databases, which a list of models is compared with.
    package var hasOtherServices = false

    /// Whether everything is played, and nothing outlives the program.
    package var isDemo: Bool

    /// The choice to make, if muster is a chooser for a script.
    package var choice: Choice?

    /// The number of models that a script wants.
    package enum Choice: Sendable, Equatable {
        /// The one under the cursor.
        case one
        /// All marked ones.
        case several
    }

    /// Whether the key is OpenRouter's.
    var takesOpenRouterKey: Bool { keyVariable == ServiceKind.openRouter.keyVariable }

    package init(
        service: String = "openrouter",
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
        isDemo: Bool = false,
        choice: Choice? = nil
    ) {
        self.service = service
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
        self.isDemo = isDemo
        self.choice = choice
    }
}
