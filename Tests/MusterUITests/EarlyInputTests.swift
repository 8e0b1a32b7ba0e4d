import MusterCore
import Testing

@testable import MusterUI

/// A start that shows the first of many models before it has them all.
@Suite struct EarlyInputTests {
    private static let all = Catalog.numbered(900)

    /// A screen with the first 300 of them.
    private static func begun() -> AppState {
        var state = AppState(context: .example, size: Size(columns: 120, rows: 40), now: .noon)
        state.apply([
            .resized(Size(columns: 120, rows: 40)),
            .firstModelsLoaded(Array(all.prefix(300)), of: all.count, lastRefresh: .noon),
        ])
        return state
    }

    private static let rest = AppEvent.modelsLoaded(all, lastRefresh: .noon)

    @Test func theFirstScreenCountsAll() {
        let picture = view(Self.begun()).picture
        #expect(picture.contains("900 models"))
        #expect(picture.contains("author/model-000"))
        #expect(picture.contains("of 900") && picture.contains("reading"))
    }

    @Test func movesAmongTheFirstHappenAtOnce() {
        var state = Self.begun()
        state.press(script: "jjj")
        #expect(state.world.catalog.selection == 3)
        state.apply([Self.rest])
        #expect(state.world.catalog.selection == 3)
    }

    @Test func whatMeansAllModelsWaitsAndKeepsItsOrder() {
        var state = Self.begun()
        state.press(script: "jGk")
        #expect(state.world.catalog.selection == 1)
        state.apply([Self.rest])
        #expect(state.world.catalog.selection == 898)
    }

    @Test func aFilterTypedEarlySearchesAll() {
        var state = Self.begun()
        state.press(script: "/el-777")
        #expect(!state.world.catalog.isFiltered)
        state.apply([Self.rest])
        #expect(state.world.catalog.shown.map(\.id.rawValue) == ["author/model-777"])
    }

    @Test func aQuitDoesNotWait() {
        var state = Self.begun()
        #expect(state.press(script: "q") == [.quit])
    }

    @Test func aFailedReadLetsTheKeysGo() {
        var state = Self.begun()
        state.press(script: "G")
        let error = StoreError.failed(path: "/d", reason: "disk I/O error")
        // The next read brings the rest, unless that fails too.
        #expect(state.apply([.storeFailed(error)]) == [.loadModels])
        #expect(state.world.catalog.listedCount == 900)
        #expect(!state.apply([.modelsFailed(error)]).contains(.loadModels))
        #expect(state.world.catalog.selection == 299)
        #expect(state.world.catalog.listedCount == 300)
    }

    /// Of the first models alone, nobody knows how many are marked, or whether one was checked.
    @Test func nothingIsCountedThatMayBeAmongTheRest() {
        var marked = Self.all.prefix(300).map(\.self)
        for index in marked.indices { marked[index].isListed = false }
        marked[0].isMarked = true
        var state = AppState.browsing()
        state.apply([.firstModelsLoaded(marked, of: 900, lastRefresh: .noon)])
        let picture = view(state).picture
        #expect(picture.contains("Loading") && !picture.contains("1 marked"))
        #expect(!state.world.hasBeenUsed)
    }

    @Test func whatWaitsIsBounded() {
        var state = Self.begun()
        state.apply([.keyPressed(.end)])
        state.apply((0..<5000).map { _ in .keyPressed(.character("k")) })
        state.apply([Self.rest])
        #expect(state.world.catalog.selection == 0)
    }
}
