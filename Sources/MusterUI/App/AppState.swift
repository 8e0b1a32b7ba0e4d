package import Foundation
package import MusterCore

/// Everything the screen is drawn from.
package struct AppState: Sendable, Equatable {
    /// Where keys go.
    package enum Focus: Sendable, Equatable {
        case table
        case details
        case generation
    }

    /// What covers part of the screen.
    package enum Overlay: Sendable, Equatable {
        /// The keys; the number is the first line shown.
        case help(scroll: Int)
        /// The details of the model under the cursor, on the whole body.
        case details(scroll: Int)
        /// A prompt being written.
        case prompt(PromptState)
        /// A line about a model being written.
        case input(InputState)
        /// The question whether to send completions.
        case confirmCheck(CheckConfirmation)
        /// Every action by name.
        case palette(PaletteState)
        /// Which columns the table has.
        case columns(ColumnsState)
        /// Models beside each other.
        case compare(CompareState)
        /// What the last line has said; the number is the first line shown.
        case messages(scroll: Int)
        /// The way from marked models to a batch.
        case batch(BatchScreen)
        /// What to do for want of a key.
        case noKey
        /// The themes.
        case themes(ThemesState)
        /// Past generations.
        case history(HistoryState)
        /// What was observed of a model.
        case timeline(TimelineState)
    }

    /// What is around the interface.
    package var context: AppContext
    /// How the user has arranged the interface.
    package var settings: InterfaceSettings
    /// The terminal's size.
    package var size: Size
    /// The last time that was heard of.
    package var now: Date
    /// The table.
    package var catalog = CatalogState()
    /// What is known of one model beyond the list.
    package var details: ModelDetails?
    /// The first line shown of the details beside the table.
    package var detailsScroll = 0
    /// The generations in the pane, once there were any.
    package var tabs = GenerationTabs()
    /// What is being searched for in an answer, while it is written.
    package var searchField: TextField?
    /// Where keys go.
    package var focus = Focus.table
    /// Whether the focused pane has the whole body.
    package var isZoomed = false
    /// What covers part of the screen.
    package var overlay: Overlay?
    /// What it is drawn with; `nil` where nobody draws.
    package var theme: ThemeInUse?
    /// What runs in the background.
    package var activity: Activity?
    /// The check that runs, beside whatever else does.
    package var check: CheckProgress?
    /// The batch that runs, or the last one until it was looked at.
    package var batch: BatchProgress?
    /// Whether the last key asked to leave while a batch runs.
    package var isAskedToQuit = false
    /// The monitor, once it was turned on.
    package var monitor: MonitorState?
    /// What is known of the free tier's day, once it was asked for.
    package var freeTier: FreeTier?
    /// News in the last line.
    package var message: StatusMessage?
    /// What was said there so far.
    package private(set) var log = MessageLog()
    /// Why the last refresh failed, as long as there are no models.
    package var refreshFailure: SanitizedText?
    /// The user's own changes, the last one last; at most 100.
    package var undoStack: [LocalChange] = []
    /// The prompt as it was when it was last left, with its parameters.
    package var promptDraft = PromptDraft()
    /// The prompts that were sent, for calling them up again.
    package var promptHistory = PromptHistory()
    /// The models that were chosen for a script; empty until then.
    package var chosen: [ModelID] = []
    /// The border that the mouse holds.
    package var dragged: Divider?
    /// How many generations there have been; names their panes.
    package var generationCount = 0

    /// Creates the state of a first screen; the models are still to come.
    package init(
        context: AppContext,
        settings: InterfaceSettings = InterfaceSettings(),
        size: Size,
        now: Date
    ) {
        self.context = context
        self.settings = settings
        self.size = size
        self.now = now
    }

    /// The generation that has the keys, or would have them.
    package var generation: GenerationState? {
        get { tabs.selected }
        set { tabs.selected = newValue }
    }

    /// Whether something moves, so that time must be told.
    package var needsTime: Bool {
        activity != nil || check != nil || batch?.isRunning == true || message != nil
            || tabs.runningCount > 0
    }

    /// Shows news in the last line.
    mutating func say(_ text: SanitizedText, _ tone: StatusMessage.Tone = .news) {
        message = StatusMessage(text, tone: tone, now: now)
        log.append(text, tone, now: now)
    }

    /// Which key asks for what.
    var keyMap: KeyMap { context.keyMap }

    /// The key to name for an action.
    func keyName(_ action: Action) -> SanitizedText {
        "\(keyMap.name(of: action))"
    }

    /// The keys that move the cursor down and up.
    var moveKeys: SanitizedText { keyName(.moveDown) + " " + keyName(.moveUp) }

    /// The keys that go to the left and to the right.
    var sidewaysKeys: SanitizedText { keyName(.scrollLeft) + " " + keyName(.scrollRight) }

    /// What the terminal's window is called.
    package var title: SanitizedText {
        guard tabs.runningCount > 0, let generation else { return "muster" }
        return "muster: \(generation.modelID.rawValue)"
    }

    /// Whether there has never been a catalog.
    var isFirstRun: Bool {
        catalog.isLoaded && catalog.models.isEmpty && catalog.lastRefresh == nil
    }
}
