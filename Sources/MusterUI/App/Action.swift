/// Everything a key can ask for, in the order of the help.
///
/// The one registry from which key map, help and footer are made.
package enum Action: String, Sendable, CaseIterable {
    case moveDown
    case moveUp
    case moveToTop
    case moveToBottom
    case halfPageDown
    case halfPageUp
    case pageDown
    case pageUp
    case filter
    case chooseSort
    case reverseSort
    case showDetails
    case nextPane
    case zoom
    case mark
    case markRange
    case prompt
    case promptMarked
    case history
    case cancel
    case check
    case checkShown
    case why
    case monitor
    case disable
    case disableWithReason
    case favorite
    case identify
    case undo
    case refresh
    case backfill
    case copyModelID
    case copyHuggingFaceID
    case foldReasoning
    case previousTab
    case nextTab
    case nextMatch
    case previousMatch
    case palette
    case help
    case repaint
    case suspend
    case interrupt
    case quit

    /// What it does, as the help says it.
    package var title: String {
        switch self {
        case .moveDown: "move down"
        case .moveUp: "move up"
        case .moveToTop: "first row"
        case .moveToBottom: "last row"
        case .halfPageDown: "half a page down"
        case .halfPageUp: "half a page up"
        case .pageDown: "a page down"
        case .pageUp: "a page up"
        case .filter: "filter as you type; Enter keeps, Esc clears"
        case .chooseSort: "sort by the next column"
        case .reverseSort: "reverse the order"
        case .showDetails: "details of the model"
        case .nextPane: "next pane"
        case .zoom: "zoom the pane"
        case .mark: "mark the model"
        case .markRange: "begin a range; again: mark it"
        case .prompt: "write a prompt, and generate with the model"
        case .promptMarked: "write a prompt for all marked models"
        case .history: "past generations"
        case .cancel: "cancel what runs; clear the filter"
        case .check: "check the model or the marked; again: deeply"
        case .checkShown: "check all that are shown"
        case .why: "why this badge: the timeline of its evidence"
        case .monitor: "re-check marked and favourites when stale"
        case .disable: "disable or enable the model"
        case .disableWithReason: "disable the model, saying why"
        case .favorite: "make the model a favourite, or no longer"
        case .identify: "set the Hugging Face ID by hand"
        case .undo: "undo the last local change"
        case .refresh: "refresh the catalog"
        case .backfill: "backfill Hugging Face IDs"
        case .copyModelID: "copy the model ID; in the pane, the answer"
        case .copyHuggingFaceID: "copy the Hugging Face ID"
        case .foldReasoning: "fold the reasoning of an answer"
        case .previousTab: "generation to the left"
        case .nextTab: "generation to the right"
        case .nextMatch: "next place of what / searched in an answer"
        case .previousMatch: "place before it"
        case .palette: "every command by name"
        case .help: "the keys"
        case .repaint: "repaint the screen"
        case .suspend: "suspend muster"
        case .interrupt: "cancel what runs; with nothing running, quit"
        case .quit: "close the view, then quit"
        }
    }

    /// The word in the footer; `nil` for what the help alone shows.
    package var hint: String? {
        switch self {
        case .help: "help"
        case .filter: "filter"
        case .prompt: "prompt"
        case .check: "check"
        case .disable: "disable"
        case .mark: "mark"
        case .refresh: "refresh"
        case .backfill: "backfill"
        case .quit: "quit"
        default: nil
        }
    }

    /// The keys that ask for it, the one to show first.
    package var keys: [KeyPress] {
        switch self {
        case .moveDown: [.character("j"), .down]
        case .moveUp: [.character("k"), .up]
        case .moveToTop: [.character("g"), .home]
        case .moveToBottom: [.character("G"), .end]
        case .halfPageDown: [.control("d")]
        case .halfPageUp: [.control("u")]
        case .pageDown: [.pageDown]
        case .pageUp: [.pageUp]
        case .filter: [.character("/")]
        case .chooseSort: [.character("s")]
        case .reverseSort: [.character("S")]
        case .showDetails: [.enter]
        case .nextPane: [.tab]
        case .zoom: [.character("z")]
        case .mark: [.character(" ")]
        case .markRange: [.character("v")]
        case .prompt: [.character("p")]
        case .promptMarked: [.character("P")]
        case .history: [.character("H")]
        case .cancel: [.escape]
        case .check: [.character("c")]
        case .checkShown: [.character("C")]
        case .why: [.character("w")]
        case .monitor: [.character("m")]
        case .disable: [.character("d")]
        case .disableWithReason: [.character("D")]
        case .identify: [.character("i")]
        case .favorite: [.character("f")]
        case .undo: [.character("u")]
        case .refresh: [.character("R")]
        case .backfill: [.character("B")]
        case .copyModelID: [.character("y")]
        case .copyHuggingFaceID: [.character("Y")]
        case .foldReasoning: [.character("r")]
        case .previousTab: [.character("h"), .left]
        case .nextTab: [.character("l"), .right]
        case .nextMatch: [.character("n")]
        case .previousMatch: [.character("N")]
        case .palette: [.character(":"), .control("p")]
        case .help: [.character("?")]
        case .repaint: [.control("l")]
        case .suspend: [.control("z")]
        case .interrupt: [.control("c")]
        case .quit: [.character("q")]
        }
    }

    /// The action that a key asks for.
    package static func bound(to key: KeyPress) -> Action? {
        byKey[key]
    }

    /// The footer's hints, in its order.
    package static let hints: [Action] = [
        .help, .filter, .prompt, .check, .disable, .mark, .refresh, .backfill, .quit,
    ]

    private static let byKey: [KeyPress: Action] = {
        var byKey: [KeyPress: Action] = [:]
        for action in allCases {
            for key in action.keys { byKey[key] = action }
        }
        return byKey
    }()
}
