package import Foundation
package import MusterCore

/// The state that every room may read: the models and the cursor, the surroundings, and running
/// work.
///
/// Rooms get it by value. It changes only in ``apply(_:)``, by the closed list of ``Change``, and
/// by events.
package struct World: Sendable, Equatable {
    /// The pane that has the keys while no room covers the panes.
    package enum Focus: Sendable, Equatable {
        case table
        case details
        case answers
    }

    /// The facts about the answers that every room may read.
    package struct Answers: Sendable, Equatable {
        package var count = 0
        package var running = 0
        /// The model of the selected answer.
        package var modelID: ModelID?
    }

    package var context: AppContext
    package var settings: InterfaceSettings
    package var size: Size
    /// The time in the last event.
    package var now: Date
    package var catalog = CatalogState()
    /// Stored facts about models that the list omits.
    package var details = DetailsShelf()
    package var focus = Focus.table
    /// The answers fill the whole body.
    package var isZoomed = false
    package var answers = Answers()
    /// The current theme; `nil` without a screen.
    package var theme: ThemeInUse?
    /// The themes for either background, if the terminal's decides.
    package var themePair: ThemePair?
    /// Whether the terminal's window has the keys, as far as it says.
    var hasFocus = true
    package var activity: Activity?
    /// US dollars that the key may still spend, where the last forecast was higher.
    package var balance: Decimal?
    /// The running check, independent of `activity`.
    package var check: CheckProgress?
    /// The running batch, or an ended one until the user has looked at it.
    package var batch: BatchProgress?
    /// The request of the last batch that began here.
    package var lastBatch: BatchRequest?
    /// The last batch of which the service has a part, if no batch runs here.
    package var followed: FollowedProgress?
    /// The monitor, once the user has turned it on.
    package var monitor: MonitorState?
    /// The state of the free tier's day, once requested.
    package var freeTier: FreeTier?
    package var message: StatusMessage?
    package var log = MessageLog()
    /// The error of the last refresh, while there are no models.
    package var refreshFailure: SanitizedText?
    /// The user's own changes, newest last; at most 100.
    package var undoStack: [LocalChange] = []
    package var prompts = Prompts()
    var lastWork: WorkID = 0
    /// Whether marks are only this chooser's, and not those that are stored.
    var keepsOwnMarks = false

    init(context: AppContext, settings: InterfaceSettings, size: Size, now: Date) {
        self.context = context
        self.settings = settings
        self.size = size
        self.now = now
    }

    var nextWork: WorkID { WorkID(integerLiteral: lastWork.number + 1) }

    func action(for key: KeyPress) -> Action? { context.keyMap.action(for: key) }

    /// Whether a key leaves the text that the user types: one that cancels or quits and is no
    /// character, and Esc if it has no other meaning.
    func isWayOut(_ key: KeyPress) -> Bool {
        guard !key.isCharacter else { return false }
        let action = action(for: key)
        return action == .cancel || action == .interrupt || action == .quit
            || (action == nil && key == .escape)
    }

    /// The key to name for leaving the text.
    var wayOut: SanitizedText {
        let keys = [Action.cancel, .interrupt].flatMap { context.keyMap.keys(for: $0) }
        return "\((keys.first { !$0.isCharacter } ?? .escape).description)"
    }

    /// The key to name for an action.
    func keyName(_ action: Action) -> SanitizedText { "\(context.keyMap.name(of: action))" }

    var moveKeys: SanitizedText { keyName(.moveDown) + " " + keyName(.moveUp) }

    var sidewaysKeys: SanitizedText { keyName(.scrollLeft) + " " + keyName(.scrollRight) }

    /// The models for an action on several: the marked ones, or the one under the cursor.
    var targets: [Model] {
        guard catalog.marked.isEmpty else { return catalog.markedModels }
        return catalog.selected.map { [$0] } ?? []
    }

    /// Whether muster has never fetched a catalog.
    package var isFirstRun: Bool {
        catalog.isLoaded && catalog.models.isEmpty && catalog.lastRefresh == nil
    }

    /// Whether something was checked, asked or changed.
    var hasBeenUsed: Bool {
        catalog.expected == nil && !catalog.isUnchecked || answers.count > 0 || !undoStack.isEmpty
            || batch != nil
    }

    /// Whether the screen shows running time, and so needs the clock.
    var needsTime: Bool {
        activity != nil || check != nil || batch?.isRunning == true || message != nil
            || answers.running > 0
    }

    /// Shows a message in the last line, and logs it.
    mutating func say(_ text: SanitizedText, _ tone: StatusMessage.Tone = .news) {
        message = StatusMessage(text, tone: tone, now: now, lasting: context.messageTime)
        log.append(text, tone, now: now)
    }
}

/// The ID of a piece of work, by which rooms ignore answers to abandoned work.
package struct WorkID: Sendable, Hashable, ExpressibleByIntegerLiteral {
    let number: Int

    package init(integerLiteral number: Int) { self.number = number }
}

/// Work in the background that the header shows; at most one at a time.
package enum Activity: Sendable, Equatable {
    case refreshing
    /// The counts are known after a moment.
    case backfilling(done: Int, total: Int)
}
