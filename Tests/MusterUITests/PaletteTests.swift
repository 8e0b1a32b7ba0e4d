import MusterCore
import MusterTestSupport
import Testing

@testable import MusterUI

@Suite struct PaletteTests {
    init() throws { try #require(ScreenLocale.isUTF8) }

    @Test(arguments: [":", "<c-p>"])
    func itShowsEveryActionWithItsKeys(keys: String) {
        var state = AppState.browsing(size: Size(columns: 120, rows: 90))
        state.press(script: keys)
        let text = view(state).text
        for action in Action.allCases where action != .palette {
            #expect(text.contains(action.title()))
        }
    }

    @Test func wordsNarrowItDownAndEnterDoesIt() {
        var state = AppState.browsing()
        #expect(state.press(script: ":catalog refr<enter>").contains(.refreshCatalog))
        #expect(state.stack.isEmpty)
    }

    /// What was chosen last comes first, and is remembered.
    @Test func whatWasUsedLastComesFirst() {
        var state = AppState.browsing()
        let effects = state.press(script: ":message log<enter>")
        #expect(effects == [.remember(state.world.settings)])
        #expect(state.world.settings.recentActions == ["messages"])
        state.press(script: "q:")
        #expect((state.top as? PaletteRoom)?.selected == .messages)
        #expect(InterfaceSettings(json: state.world.settings.json) == state.world.settings)
        // Nobody opens the palette to move the cursor.
        #expect((state.top as? PaletteRoom)?.matches.last == .pageUp)
    }

    @Test func theCursorChooses() {
        var state = AppState.browsing()
        state.press(script: ":sort<down><enter>")
        #expect(state.world.catalog.sort.isReversed || state.world.catalog.sort.key != .id)
    }

    @Test func anActionMeansWhatItsKeyMeansHere() {
        var state = AppState.browsing()
        state.press(script: "GpHi<enter>:zoom<enter>")
        #expect(state.world.isZoomed)
    }

    @Test func whatNothingIsCalledDoesNothing() {
        var state = AppState.browsing()
        #expect(state.press(script: ":zebra<enter>").isEmpty)
        #expect(view(state).text.contains("No command has this in its name"))
        state.press(script: "<esc>")
        #expect(state.stack.isEmpty)
    }

    static let cases: [ScreenCase] = [
        ScreenCase("palette-80x24") {
            var state = AppState.browsing(size: Size(columns: 80, rows: 24))
            state.press(script: ":copy<down>")
            return state
        },
        ScreenCase("palette-40x10") {
            var state = AppState.browsing(size: Size(columns: 40, rows: 10))
            state.press(script: ":")
            return state
        },
    ]

    @Test(arguments: cases.filter(\.isSized))
    func screensAreAsRecorded(_ screen: ScreenCase) throws {
        try expectScreen(view(screen.make()).picture, screen.name)
    }
}
