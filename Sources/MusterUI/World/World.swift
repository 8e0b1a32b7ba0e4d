package import Foundation
package import MusterCore

/// What every room may read: the models and where the user stands among them, the surroundings, and
/// what runs.
///
/// Rooms get it by value. It changes in one place, ``apply(_:)``, by the closed list of ``Change``
/// and by events.
package struct World: Sendable, Equatable {
    /// Where keys go while nothing covers the panes.
    package enum Focus: Sendable, Equatable {
        case table
        case details
        case answers
    }

    /// What all may know of the answers in their pane.
    package struct Answers: Sendable, Equatable {
        /// How many there are.
        package var count = 0
        /// How many still run.
        package var running = 0
        /// The model of the one that has the keys, or would have them.
        package var modelID: ModelID?
        /// Whether that one still runs.
        package var isRunning = false
    }

    /// What is around the interface.
    package var context: AppContext
    /// How the user has arranged the interface.
    package var settings: InterfaceSettings
    /// The terminal's size.
    package var size: Size
    /// The last time that was heard of.
    package var now: Date
    /// The models, which of them are shown, and the cursor: every room speaks of these.
    package var catalog = CatalogState()
    /// What is known of models beyond the list.
    package var details = DetailsShelf()
    /// Where keys go while nothing covers the panes.
    package var focus = Focus.table
    /// Whether the answers have the whole body.
    package var isZoomed = false
    /// What all may know of the answers.
    package var answers = Answers()
    /// What it is drawn with; `nil` where nobody draws.
    package var theme: ThemeInUse?
    /// What runs in the background.
    package var activity: Activity?
    /// The check that runs, beside whatever else does.
    package var check: CheckProgress?
    /// The batch that runs, or the last one until it was looked at.
    package var batch: BatchProgress?
    /// The monitor, once it was turned on.
    package var monitor: MonitorState?
    /// What is known of the free tier's day, once it was asked for.
    package var freeTier: FreeTier?
    /// News in the last line.
    package var message: StatusMessage?
    /// What was said there so far.
    package var log = MessageLog()
    /// Why the last refresh failed, as long as there are no models.
    package var refreshFailure: SanitizedText?
    /// The user's own changes, the last one last; at most 100.
    package var undoStack: [LocalChange] = []
    /// The prompt as it was when it was last left, and those that were sent.
    package var prompts = Prompts()
    /// The work that was ordered last.
    var lastWork: WorkID = 0

    init(context: AppContext, settings: InterfaceSettings, size: Size, now: Date) {
        self.context = context
        self.settings = settings
        self.size = size
        self.now = now
    }

    /// The ID of the next work that is ordered.
    var nextWork: WorkID { WorkID(integerLiteral: lastWork.number + 1) }

    /// The action that a key asks for.
    func action(for key: KeyPress) -> Action? { context.keyMap.action(for: key) }

    /// Whether a key leaves what is being written: one that cancels, Esc where it means nothing else,
    /// and one that quits unless it is a character.
    func isWayOut(_ key: KeyPress) -> Bool {
        switch action(for: key) {
        case .cancel, .interrupt: return true
        case .quit: if case .character = key { return false } else { return true }
        case nil: return key == .escape
        default: return false
        }
    }

    /// The key to name for an action.
    func keyName(_ action: Action) -> SanitizedText { "\(context.keyMap.name(of: action))" }

    /// The keys that move the cursor down and up.
    var moveKeys: SanitizedText { keyName(.moveDown) + " " + keyName(.moveUp) }

    /// The keys that go to the left and to the right.
    var sidewaysKeys: SanitizedText { keyName(.scrollLeft) + " " + keyName(.scrollRight) }

    /// The models that an action on several is about: the marked ones, or the one under the cursor.
    var targets: [Model] {
        guard catalog.marked.isEmpty else { return catalog.markedModels }
        return catalog.selected.map { [$0] } ?? []
    }

    /// Whether there has never been a catalog.
    var isFirstRun: Bool {
        catalog.isLoaded && catalog.models.isEmpty && catalog.lastRefresh == nil
    }

    /// Whether something moves, so that time must be told.
    var needsTime: Bool {
        activity != nil || check != nil || batch?.isRunning == true || message != nil
            || answers.running > 0
    }

    /// Shows news in the last line, and keeps it.
    mutating func say(_ text: SanitizedText, _ tone: StatusMessage.Tone = .news) {
        message = StatusMessage(text, tone: tone, now: now)
        log.append(text, tone, now: now)
    }
}

/// Names a piece of work, so that an answer to one that was abandoned is known as such.
package struct WorkID: Sendable, Hashable, ExpressibleByIntegerLiteral {
    let number: Int

    package init(integerLiteral number: Int) { self.number = number }
}

/// Work in the background that the header shows; there is at most one.
package enum Activity: Sendable, Equatable {
    /// The catalog is being fetched.
    case refreshing
    /// Hugging Face IDs are being looked up; the numbers are known after a moment.
    case backfilling(done: Int, total: Int)
}
