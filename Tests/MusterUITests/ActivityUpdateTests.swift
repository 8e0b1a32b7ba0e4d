import Foundation
import MusterTestSupport
import Testing

@testable import MusterCore
@testable import MusterUI

@Suite struct ActivityUpdateTests {
    init() throws { try #require(ScreenLocale.isUTF8) }

    static let cases = [
        UpdateCase("R refreshes", keys: "R", effects: [.refreshCatalog]) { state in
            state.world.activity == .refreshing
        },
        UpdateCase("R once at a time", keys: "RR", effects: [.refreshCatalog]) { state in
            state.world.message?.text.string == "The refresh is still running; Esc cancels it"
        },
        UpdateCase("B backfills", keys: "B", effects: [.backfill]) { state in
            state.world.activity == .backfilling(done: 0, total: 0)
        },
        UpdateCase("one of R and B at a time", keys: "BR", effects: [.backfill]) { state in
            state.world.message?.text.string == "The backfill is still running; Esc cancels it"
        },
        UpdateCase("Esc cancels it", keys: "R<esc>", effects: [.refreshCatalog, .cancelActivity]),
        UpdateCase("Ctrl-C cancels it", keys: "B<c-c>", effects: [.backfill, .cancelActivity]),
        UpdateCase("Esc never quits", keys: "<esc><esc><esc>") { state in
            state.world.message?.text.string == "Nothing runs; q quits"
        },
        UpdateCase("Ctrl-C with nothing running quits", keys: "<c-c>", effects: [.quit]),
        UpdateCase("q quits from the table", keys: "q", effects: [.quit]),
        UpdateCase("q leaves the details pane first", keys: "<tab>qq", effects: [.quit]) { state in
            state.world.focus == .table
        },
        UpdateCase("q closes the details first", keys: "<enter>qqq", effects: [.quit]),
        UpdateCase("z zooms the details and back", keys: "<tab>zzqq", effects: [.quit]) { state in
            state.stack.isEmpty
        },
        UpdateCase("z chooses nothing", keys: "<tab>z", choice: .one) { !$0.stack.isEmpty },
        UpdateCase("a q in the palette is a letter", keys: ":qq<Backspace>") { state in
            !state.stack.isEmpty && state.world.message == nil
        },
        UpdateCase("q closes the help, and a second q may be a slip", keys: "?qq") { state in
            state.world.message?.text.string == "Press q again to quit"
        },
        UpdateCase("Esc closes an overlay", keys: "?<esc><enter><esc>") { state in
            state.stack.isEmpty
        },
        UpdateCase("Ctrl-L repaints anywhere", keys: "<c-l>?<c-l>", effects: [.repaint, .repaint]),
        UpdateCase("Ctrl-Z suspends anywhere", keys: "p<c-z>", effects: [.suspend]),
        UpdateCase("a key that does nothing says so", keys: "X") { state in
            state.world.message?.text.string == "X does nothing here; ? shows the keys"
        },
        UpdateCase("Tab goes round the panes", keys: "<tab><tab>") { state in
            state.world.focus == .table
        },
        UpdateCase("s chooses the order and goes to the top", keys: "Gsp") { state in
            state.world.catalog.sort == ModelSort(.prompt) && state.world.catalog.selection == 0
                && state.stack.isEmpty
        },
        UpdateCase("the greatest context comes first", keys: "sx") { state in
            state.world.catalog.sort == ModelSort(.context, isReversed: true)
        },
        UpdateCase("the same letter reverses", keys: "spsp") { state in
            state.world.catalog.sort == ModelSort(.prompt, isReversed: true)
        },
        UpdateCase("the order is chosen by arrows too", keys: "s<left><left><left><enter>") {
            state in state.world.catalog.sort == ModelSort(.prompt)
        },
        UpdateCase("Esc leaves the order", keys: "s<esc>") { state in
            state.world.catalog.sort == ModelSort() && state.stack.isEmpty
        },
        UpdateCase("S reverses", keys: "S") { state in
            state.shownIDs.first == "x-ai/grok-code-fast-1"
        },
        UpdateCase("G and g go to the edges", keys: "Gkg<down>") { state in
            state.world.catalog.selection == 1
        },
    ]

    @Test(arguments: cases)
    func keysWork(_ each: UpdateCase) { each.check() }

    @Test func aRefreshReportsAndReads() {
        var state = AppState.browsing()
        state.press(script: "R")
        let report = RefreshReport(
            total: 340,
            added: 2,
            updated: 338,
            removed: 1,
            rejected: [],
            withHuggingFaceID: 160,
            source: "s"
        )
        #expect(state.apply([.refreshFinished(.success(report))]) == [.loadModels])
        #expect(state.world.activity == nil)
        #expect(
            state.world.message?.text.string
                == "Refreshed: 340 models, 2 added, 338 updated, 1 removed"
        )
        #expect(state.world.message?.tone == .success)
    }

    @Test(arguments: [
        (OperationError.refused("the new catalog is empty"), StatusMessage.Tone.error),
        (.service(ServiceFailure(.connection, message: "connection refused")), .error),
        (.service(ServiceFailure(.cancelled, message: "cancelled")), .news),
        (.store(.diskFull(path: "/db")), .error),
    ])
    func aFailureKeepsTheTable(error: OperationError, tone: StatusMessage.Tone) {
        var state = AppState.browsing()
        state.press(script: "R")
        #expect(state.apply([.refreshFinished(.failure(error))]) == [.loadModels])
        #expect(state.world.activity == nil)
        #expect(state.world.message?.tone == tone)
        #expect(state.shownIDs.count == 9)
        state.press(script: "B")
        #expect(state.apply([.backfillFinished(.failure(error))]) == [.loadModels])
        #expect(state.world.activity == nil)
    }

    @Test func aBackfillTellsItsProgress() {
        var state = AppState.browsing()
        state.press(script: "B")
        state.apply([.backfillProgressed(done: 18, total: 43)])
        #expect(view(state).text(row: 0).hasSuffix("backfilling 18/43"))
        let failure = OperationError.refused("no")
        #expect(state.apply([.backfillFinished(.failure(failure))]) == [.loadModels])
        state.apply([.backfillProgressed(done: 1, total: 2)])
        #expect(state.world.activity == nil)
    }

    @Test func newsLeaveByThemselves() {
        var state = AppState.browsing()
        state.press(script: "u")
        #expect(state.world.needsTime)
        state.apply([.timePassed(.noon.addingTimeInterval(4.9))])
        #expect(state.world.message != nil)
        state.apply([.timePassed(.noon.addingTimeInterval(5))])
        #expect(state.world.message == nil)
        #expect(!state.world.needsTime)
    }

    @Test func aRequestToEndEnds() {
        var state = AppState.browsing()
        state.press(script: "p")
        #expect(state.apply([.terminationRequested]) == [.quit])
    }

    @Test func detailsFollowTheCursor() {
        var state = AppState.browsing()
        let second = ModelID(rawValue: "anthropic/claude-haiku-4.5")
        // All nine are near enough to have been ordered with the first.
        #expect(state.press(script: "j").isEmpty)
        // What was written since may concern each of them.
        let effects = state.apply([.modelsLoaded(Catalog.sample, lastRefresh: nil)])
        guard case .loadDetails(let ids)? = effects.first else {
            Issue.record("nothing is read again")
            return
        }
        #expect(ids.first == second)
        #expect(ids.count == Catalog.sample.count)
    }

    @Test func panesThatDropAwayLoseTheKeys() {
        var state = AppState.browsing()
        state.press(script: "<tab>")
        #expect(state.world.focus == .details)
        state.apply([.resized(Size(columns: 80, rows: 24))])
        #expect(state.world.focus == .table)
    }
}
