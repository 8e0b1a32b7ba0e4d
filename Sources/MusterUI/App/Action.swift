/// Everything a key can ask for, in the order of the help.
///
/// The one registry from which key map, help, palette, footer and the documents' table are made.
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
    case saveFilter
    case forgetFilter
    case chooseSort
    case reverseSort
    case scrollLeft
    case scrollRight
    case columns
    case showDetails
    case nextPane
    case zoom
    case mark
    case markRange
    case markShown
    case compare
    case prompt
    case promptMarked
    case batch
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
    case nextMatch
    case previousMatch
    case foldFacts
    case foldRoutes
    case foldEndpoints
    case foldEvidence
    case foldDescription
    case foldLinks
    case widenDetails
    case narrowDetails
    case raisePane
    case lowerPane
    case mouse
    case messages
    case theme
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
        case .saveFilter: "save the filter by a name, for @name"
        case .forgetFilter: "forget a saved filter"
        case .chooseSort: "sort by the next column"
        case .reverseSort: "reverse the order"
        case .scrollLeft: "columns, or answers, to the left"
        case .scrollRight: "columns, or answers, to the right"
        case .columns: "choose, order and resize the columns"
        case .showDetails: "details of the model"
        case .nextPane: "next pane"
        case .zoom: "zoom the pane"
        case .mark: "mark the model"
        case .markRange: "begin a range; again: mark it"
        case .markShown: "mark all that are shown; again: unmark them"
        case .compare: "the marked models beside each other"
        case .prompt: "write a prompt, and generate with the model"
        case .promptMarked: "write a prompt for all marked models"
        case .batch: "a batch with the marked models"
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
        case .nextMatch: "next place of what / searched in an answer"
        case .previousMatch: "place before it"
        case .foldFacts: "fold the facts in the details"
        case .foldRoutes: "fold the routes in the details"
        case .foldEndpoints: "fold the endpoints in the details"
        case .foldEvidence: "fold the evidence in the details"
        case .foldDescription: "fold the description in the details"
        case .foldLinks: "fold the links in the details"
        case .widenDetails: "more room for the details"
        case .narrowDetails: "less room for the details"
        case .raisePane: "more room for the answers"
        case .lowerPane: "less room for the answers"
        case .mouse: "hear the mouse, or leave it to the terminal"
        case .messages: "what the last line has said"
        case .theme: "choose a theme, previewed at once"
        case .palette: "every command by name"
        case .help: "the keys"
        case .repaint: "repaint the screen"
        case .suspend: "suspend muster"
        case .interrupt: "cancel what runs; with nothing running, quit"
        case .quit: "close the view, then quit"
        }
    }

    /// The heading in the help, of an action with which a group begins.
    package var heading: String? {
        switch self {
        case .moveDown: "Move"
        case .filter: "Filter and sort"
        case .showDetails: "Panes and marks"
        case .prompt: "Ask"
        case .check: "Check and change"
        case .foldReasoning: "Answers and details"
        case .mouse: "muster"
        default: nil
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

    /// The keys that ask for it unless the configuration names others, the one to show first.
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
        case .saveFilter: [.character("F")]
        case .forgetFilter: [.alt(.character("f"))]
        case .chooseSort: [.character("s")]
        case .reverseSort: [.character("S")]
        case .scrollLeft: [.character("h"), .left]
        case .scrollRight: [.character("l"), .right]
        case .columns: [.character("o")]
        case .showDetails: [.enter]
        case .nextPane: [.tab]
        case .zoom: [.character("z")]
        case .mark: [.character(" ")]
        case .markRange: [.character("v")]
        case .markShown: [.character("a")]
        case .compare: [.character("=")]
        case .prompt: [.character("p")]
        case .promptMarked: [.character("P")]
        case .batch: [.character("b")]
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
        case .nextMatch: [.character("n")]
        case .previousMatch: [.character("N")]
        case .foldFacts: [.character("1")]
        case .foldRoutes: [.character("2")]
        case .foldEndpoints: [.character("3")]
        case .foldEvidence: [.character("4")]
        case .foldDescription: [.character("5")]
        case .foldLinks: [.character("6")]
        case .widenDetails: [.character("<")]
        case .narrowDetails: [.character(">")]
        case .raisePane: [.character("+")]
        case .lowerPane: [.character("-")]
        case .mouse: [.character("M")]
        case .messages: [.character("!")]
        case .theme: [.character("t")]
        case .palette: [.character(":"), .control("p")]
        case .help: [.character("?")]
        case .repaint: [.control("l")]
        case .suspend: [.control("z")]
        case .interrupt: [.control("c")]
        case .quit: [.character("q")]
        }
    }

    /// The footer's hints, in its order.
    package static let hints: [Action] = [
        .help, .filter, .prompt, .check, .mark, .disable, .refresh, .backfill, .quit,
    ]
}
