import MusterCore
import MusterTestSupport
import Testing

@testable import MusterUI

/// `muster pick`: what is marked in it, and what it does not do.
@Suite struct ChooserTests {
    private static func choosing(_ models: [Model] = Catalog.sample) -> AppState {
        var context = AppContext.example
        context.choice = .several
        var state = AppState.browsing(models, context: context)
        state.apply([.choiceBegan(filter: "")])
        return state
    }

    /// Those of a batch are in the database; the chooser's are not.
    @Test func marksOutliveWhatIsReadAgain() {
        var stored = Catalog.sample
        stored[2].isMarked = true
        var state = Self.choosing(stored)
        #expect(state.world.catalog.marked.isEmpty)
        state.press(script: "<space><space>")
        let marked = state.world.catalog.marked
        #expect(marked.count == 2)
        state.apply([.modelsLoaded(stored, lastRefresh: .minutesAgo(12))])
        #expect(state.world.catalog.marked == marked)
        state.apply([.modelsChanged([stored[0], stored[2]])])
        #expect(Set(state.world.catalog.models.filter(\.isMarked).map(\.id)) == marked)
    }

    @Test func itStaysAtItsService() {
        var state = Self.choosing()
        state.press(script: "\\")
        #expect(state.stack.isEmpty)
        #expect(state.world.message?.text.string.hasPrefix("muster pick --service") == true)
    }
}
