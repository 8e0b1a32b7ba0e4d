import Foundation
import MusterCore
import MusterTestSupport
import Testing

@testable import MusterUI

@Suite struct CheckUpdateTests {
    private static let nemo = "mistralai/mistral-nemo"

    init() throws { try #require(ScreenLocale.isUTF8) }

    @Test func cAsksForEndpointsAtOnce() {
        var state = AppState.browsing(Catalog.numbered(3))
        let effects = state.press(script: "c")
        #expect(Self.plans(effects).map(\.kinds) == [[.shallow]])
        #expect(state.world.check == CheckProgress(1, total: 1))
        #expect(view(state).text(row: 0).hasSuffix("checking 0/1"))
        #expect(state.world.needsTime)
    }

    @Test func theMarkedOnesGoBeforeTheOneUnderTheCursor() {
        var state = AppState.browsing(Catalog.numbered(5))
        let effects = state.press(script: "<space><space>jc")
        #expect(Self.plans(effects).map(\.ids) == [["author/model-000", "author/model-001"]])
    }

    @Test func capitalCAsksForAllThatAreShownAndEnabled() {
        var state = AppState.browsing(Catalog.numbered(5))
        let effects = state.press(script: "d/00<enter>C")
        #expect(Self.plans(effects).map(\.ids.count) == [4])
    }

    @Test func whatHoldsIsAskedByACompletionAfterAQuestion() {
        var state = AppState.browsing([Catalog.reachable("a/b")])
        #expect(Self.plans(state.press(script: "c")).isEmpty)
        guard let question = state.top as? CheckRoom else {
            Issue.record("there is no question")
            return
        }
        #expect(question.plan.items.map(\.kind) == [.deep])
        #expect(view(state).text.contains("at most about $0.00033"))
        let effects = state.press(script: "<enter>")
        #expect(Self.plans(effects).map(\.kinds) == [[.deep]])
        #expect(state.stack.isEmpty)
    }

    @Test(arguments: ["<esc>", "q", "n", "<c-c>"])
    func theQuestionCanBeLeft(keys: String) {
        var state = AppState.browsing([Catalog.reachable("a/b")])
        #expect(Self.plans(state.press(script: "c" + keys)).isEmpty)
        #expect(state.stack.isEmpty)
        #expect(state.world.check == nil)
    }

    @Test func theEndpointsCanBeAskedAgainInstead() {
        var state = AppState.browsing([Catalog.reachable("a/b")])
        #expect(Self.plans(state.press(script: "ce")).map(\.kinds) == [[.shallow]])
    }

    @Test func whatIsLeftOfTheFreeTierIsLookedUp() {
        var state = AppState.browsing([Catalog.reachable("a/b:free", price: "0")])
        #expect(state.press(script: "c").contains(.loadFreeTier))
        state.apply([.freeTierLoaded(FreeTier(dailyLimit: 50, sentToday: 12))])
        #expect(view(state).text.contains("1 on the free tier (~38 left today)"))
        state.apply([.freeTierLoaded(FreeTier(dailyLimit: 50, sentToday: 50))])
        #expect(view(state).text.contains("Nothing can be sent"))
        #expect(state.press(script: "<enter>").isEmpty)
    }

    @Test func withoutAKeyNoCompletionIsSent() {
        var context = AppContext.example
        context.lacksKey = true
        var state = AppState.browsing([Catalog.reachable("a/b")], context: context)
        #expect(Self.plans(state.press(script: "c<enter>")).isEmpty)
        #expect(view(state).text.contains("muster key set"))
    }

    @Test func rowsChangeInPlaceWhileAnswersCome() {
        var state = AppState.browsing(Catalog.numbered(40), size: Size(columns: 100, rows: 20))
        state.press(script: "/is:unknown<enter>ssCq" + String(repeating: "j", count: 10))
        let before = (state.shownIDs, state.selectedID, state.world.catalog.top)
        for index in [3, 7, 10] {
            let id = state.world.catalog.shown[index].id.rawValue
            let models = state.world.catalog.models
            let effects = state.apply([
                .checkProgressed(1, CheckCase.result(id, .reachable, in: models))
            ])
            // Of those that are near, only the one under the cursor is read again at once.
            if index == 10, case .loadDetails(let ids)? = effects.first {
                #expect(ids.first?.rawValue == id)
            } else {
                #expect(effects.isEmpty && index != 10)
            }
            #expect(state.world.catalog.shown[index].verdict.availability == .reachable)
        }
        #expect(before == (state.shownIDs, state.selectedID, state.world.catalog.top))
        #expect(view(state).text(row: 0).contains("checking 3/40"))
    }

    @Test func theCursorKeepsItsLineWhenRowsLeave() {
        var state = AppState.browsing(Catalog.numbered(40), size: Size(columns: 100, rows: 20))
        state.press(script: "/is:unknown<enter>" + String(repeating: "j", count: 20))
        let line = state.world.catalog.selection - state.world.catalog.top
        let selected = state.selectedID
        var models = state.world.catalog.models
        for index in 0..<5 { models[index].verdict = Catalog.reachable("a/b").verdict }
        state.apply([.modelsLoaded(models, lastRefresh: .noon)])
        #expect(state.selectedID == selected)
        #expect(state.world.catalog.selection - state.world.catalog.top == line)
    }

    @Test func aCheckOfOneSaysWhatItFound() {
        var state = AppState.browsing(Catalog.numbered(1))
        state.press(script: "c")
        let result = CheckCase.result(
            "author/model-000",
            .reachable,
            in: state.world.catalog.models
        )
        state.apply([.checkProgressed(1, result)])
        #expect(state.apply([.checkFinished(1, .success(CheckOutcome()))]) == [.loadModels])
        let text = "author/model-000 is reachable: 2 of 2 endpoints up: Chutes, Parasail"
        #expect(state.world.message?.text.string == text + "; c again sends a completion")
    }

    @Test func aCheckOfManyCounts() {
        var state = AppState.browsing(Catalog.numbered(3))
        state.press(script: "C")
        for (index, finding) in [Evidence.Finding.reachable, .refused, .inconclusive].enumerated() {
            let id = "author/model-00\(index)"
            let result = CheckCase.result(id, finding, in: state.world.catalog.models)
            state.apply([.checkProgressed(1, result)])
        }
        state.apply([.checkFinished(1, .success(CheckOutcome()))])
        #expect(state.world.message?.text.string == "Checked 3: 1 usable, 1 unavailable, 1 unclear")
        #expect(state.world.check == nil)
    }

    @Test func escCancels() {
        var state = AppState.browsing(Catalog.numbered(3))
        state.press(script: "C")
        #expect(state.press(script: "<esc>") == [.cancelCheck])
        state.apply([.checkFinished(1, .failure(.cancelled))])
        #expect(state.world.message?.text.string == "Check cancelled; the results so far are kept")
        #expect(state.press(script: "<esc>").isEmpty)
    }

    @Test func onlyOneRunsAtATime() {
        var state = AppState.browsing(Catalog.numbered(3))
        #expect(Self.plans(state.press(script: "cjc")).count == 1)
        #expect(state.world.message?.text.string == "A check is still running; Esc cancels it")
    }

    @Test func verdictsGrowStaleWhileOneLooks() {
        var state = AppState.browsing([Catalog.reachable("a/b")])
        #expect(!view(state).text.contains("~reachable"))
        state.apply([.timePassed(.noon.addingTimeInterval(3601))])
        #expect(view(state).text.contains("~reachable"))
    }

    private static func plans(_ effects: [AppEffect]) -> [(kinds: Set<CheckKind>, ids: [String])] {
        effects.compactMap { effect in
            guard case .check(_, let plan) = effect else { return nil }
            return (Set(plan.items.map(\.kind)), plan.items.map(\.model.id.rawValue))
        }
    }
}
