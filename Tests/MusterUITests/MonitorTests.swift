import Foundation
import MusterCore
import MusterTestSupport
import Testing

@testable import MusterUI

@Suite struct MonitorTests {
    @Test func itAsksForWhatIsWatchedAndStale() {
        var state = AppState.browsing(Catalog.numbered(5))
        let effects = state.press(script: "<space><space>m")
        #expect(Self.checked(effects) == ["author/model-000", "author/model-001"])
        #expect(view(state).text(row: 0).contains("monitor 2/60 an hour"))
    }

    @Test func itSleepsUntilTheNextVerdictGrowsStale() {
        var state = AppState.browsing([Catalog.reachable("a/b")])
        state.press(script: "<space>")
        let effects = state.press(script: "m")
        #expect(effects == [.wake(at: .noon.addingTimeInterval(3600))])
        let later = state.apply([.timePassed(.noon.addingTimeInterval(3601))])
        #expect(Self.checked(later) == ["a/b"])
    }

    @Test func nothingClearIsNotAskedForAtOnceAgain() {
        var state = AppState.browsing(Catalog.numbered(1))
        state.press(script: "<space>m")
        state.apply([.checkFinished(1, .success(CheckOutcome()))])
        let effects = state.apply([.timePassed(.noon.addingTimeInterval(1))])
        #expect(effects == [.wake(at: .noon.addingTimeInterval(600))])
        #expect(Self.checked(state.apply([.timePassed(.noon.addingTimeInterval(600))])).count == 1)
    }

    @Test func itKeepsWithinItsBudgetOfAnHour() {
        var context = AppContext.example
        context.monitorBudget = 3
        var state = AppState.browsing(Catalog.numbered(5), context: context)
        let script = String(repeating: "<space>", count: 5) + "m"
        #expect(Self.checked(state.press(script: script)).count == 3)
        state.apply([.checkFinished(1, .success(CheckOutcome()))])
        let effects = state.apply([.timePassed(.noon.addingTimeInterval(1))])
        #expect(effects == [.wake(at: .noon.addingTimeInterval(3600))])
        #expect(Self.checked(state.apply([.timePassed(.noon.addingTimeInterval(3600))])).count == 3)
    }

    @Test func disabledModelsAreNotWatched() {
        var state = AppState.browsing(Catalog.numbered(1))
        let effects = state.press(script: "fdm")
        #expect(Self.checked(effects).isEmpty)
    }

    @Test func itIsTurnedOff() {
        var state = AppState.browsing([Catalog.reachable("a/b")])
        #expect(state.press(script: "<space>mm").last == .wake(at: nil))
        #expect(state.world.monitor?.isOn == false)
        #expect(!view(state).text(row: 0).contains("monitor"))
        #expect(state.apply([.timePassed(.noon.addingTimeInterval(3601))]).isEmpty)
    }

    @Test func turningItOffAndOnGivesNoNewBudget() {
        var context = AppContext.example
        context.monitorBudget = 3
        var state = AppState.browsing(Catalog.numbered(5), context: context)
        let script = String(repeating: "<space>", count: 5) + "m"
        #expect(Self.checked(state.press(script: script)).count == 3)
        state.apply([.checkFinished(1, .success(CheckOutcome()))])
        #expect(Self.checked(state.press(script: "mmmm")).isEmpty)
        #expect(state.world.monitor?.usedCount == 3)
    }

    @Test func itWorksQuietly() {
        var state = AppState.browsing(Catalog.numbered(1))
        state.press(script: "<space>m")
        state.apply([.timePassed(.noon.addingTimeInterval(10))])
        let result = CheckCase.result("author/model-000", .refused, in: state.world.catalog.models)
        state.apply([.checkProgressed(1, result), .checkFinished(1, .success(CheckOutcome()))])
        #expect(state.world.message == nil)
    }

    private static func checked(_ effects: [AppEffect]) -> [String] {
        effects.flatMap { effect -> [String] in
            guard case .check(_, let plan) = effect else { return [] }
            return plan.items.map(\.model.id.rawValue)
        }
    }
}
