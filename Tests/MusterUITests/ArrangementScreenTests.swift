import Foundation
import MusterTestSupport
import Testing

@testable import MusterCore
@testable import MusterUI

/// Screens of what the user arranges, chooses and looks up; `ScreenMatrixTests` records them.
enum ArrangementScreenTests {
    private static let size = Size(columns: 120, rows: 40)

    private static func pressing(_ script: String, _ models: [Model] = Catalog.sample) -> AppState {
        var state = AppState.browsing(models, size: size)
        state.press(script: script)
        return state
    }

    /// Rows with each piece of news that a row can have.
    private static let news: [Model] = {
        var models = Catalog.sample
        models[1].entry.created = .minutesAgo(60 * 24 * 3)
        models[2].isListed = false
        models[3].entry.expirationDate = "2026-11-30"
        models[5].changes = [ModelChange(field: "context", before: "131.1K", now: "32.8K")]
        return models
    }()

    private static func context(_ change: (inout AppContext) -> Void) -> AppContext {
        var context = AppContext.example
        change(&context)
        return context
    }

    private static func firstRun(_ events: [AppEvent] = []) -> AppState {
        var state = AppState(context: .example, size: size, now: .noon)
        state.apply([.resized(size), .modelsLoaded([], lastRefresh: nil)])
        state.apply(events)
        return state
    }

    static let cases: [ScreenCase] = [
        ScreenCase("first-run") { firstRun() },
        ScreenCase("first-run-no-network") {
            firstRun([.refreshFinished(.failure(.refused("openrouter.ai cannot be reached")))])
        },
        ScreenCase("no-key") {
            var state = AppState.browsing(size: size, context: context { $0.lacksKey = true })
            state.press(script: "p")
            return state
        },
        ScreenCase("news") {
            var state = pressing("/is:unlisted<enter><esc>", news)
            state.apply([.timePassed(.noon.addingTimeInterval(60))])
            return state
        },
        ScreenCase("columns") { pressing("ojjj<space>") },
        ScreenCase("columns-scrolled") { pressing("ll") },
        ScreenCase("compare") { pressing("jj<space>j<space><space>=") },
        ScreenCase("details-folded") {
            var state = pressing("jjj<enter>1")
            state.apply([.detailsLoaded(ScreenTests.details)])
            return state
        },
        ScreenCase("messages") {
            var state = pressing("duf")
            state.apply([
                .refreshFinished(.failure(.refused("the answer is not JSON"))),
                .timePassed(.noon.addingTimeInterval(20)),
            ])
            state.press(script: "!")
            return state
        },
        ScreenCase("messages-none") { pressing("!") },
        ScreenCase("palette-all") { pressing(":") },
        ScreenCase("choosing") {
            var state = AppState.browsing(size: size, context: context { $0.choice = .several })
            state.press(script: "<space>")
            return state
        },
        ScreenCase("screen-reader") {
            let reader = context {
                $0.isForScreenReader = true
                $0.isASCII = true
            }
            var state = AppState.browsing(size: size, context: reader)
            state.press(script: "jj")
            return state
        },
    ]
}
