import Foundation
import MusterCore
import MusterTestSupport
import Testing

@testable import MusterUI

@Suite struct MouseTests {
    init() throws { try #require(ScreenLocale.isUTF8) }

    @Test func aClickSelectsARow() {
        var state = AppState.browsing()
        state.apply([.mouse(MouseEvent(.press, row: 7, column: 30))])
        #expect(state.world.catalog.selection == 3)
        state.apply([.mouse(MouseEvent(.press, row: 30, column: 30))])
        #expect(state.world.catalog.selection == 3)
    }

    @Test func aClickOnAHeadingSortsAndAnotherReverses() throws {
        var state = AppState.browsing()
        let heading = view(state).text(row: 3)
        let place = try #require(heading.firstRange(of: "Context")).lowerBound
        let column = heading.distance(from: heading.startIndex, to: place)
        let click = AppEvent.mouse(MouseEvent(.press, row: 3, column: column))
        state.press(script: "G")
        state.apply([click])
        #expect(state.world.catalog.sort == ModelSort(.context))
        #expect(state.world.catalog.selection == 0)
        state.apply([click])
        #expect(state.world.catalog.sort == ModelSort(.context, isReversed: true))
    }

    @Test func theWheelScrollsWhatIsUnderIt() {
        var state = AppState.browsing(Catalog.numbered(100))
        state.apply([.mouse(MouseEvent(.wheelDown, row: 10, column: 10))])
        #expect(state.world.catalog.selection == 3)
        state.apply([.mouse(MouseEvent(.wheelDown, row: 10, column: 110))])
        #expect(state.world.catalog.selection == 3)
        #expect(state.world.focus == .table)
        state.apply([.mouse(MouseEvent(.wheelUp, row: 10, column: 10))])
        #expect(state.world.catalog.top == 0)
    }

    @Test func draggingTheDividerMakesRoomAndIsRemembered() {
        var state = AppState.browsing(size: Size(columns: 200, rows: 40))
        state.apply([
            .mouse(MouseEvent(.press, row: 10, column: 152)),
            .mouse(MouseEvent(.drag, row: 12, column: 100)),
        ])
        #expect(state.world.settings.detailsShare == 50)
        let effects = state.apply([.mouse(MouseEvent(.release, row: 12, column: 100))])
        #expect(effects == [.remember(state.world.settings)])
        #expect(state.apply([.mouse(MouseEvent(.drag, row: 12, column: 20))]).isEmpty)
        #expect(state.world.settings.detailsShare == 50)
    }

    /// Where the IDs would be cut, the details are below the table.
    @Test func theDividerBelowTheTableIsDraggedToo() throws {
        var state = AppState.browsing(size: Size(columns: 140, rows: 40))
        let before = try #require(state.world.layout.details)
        #expect(before.column == 0 && before.columns == 140)
        state.apply([
            .mouse(MouseEvent(.press, row: before.row, column: 50)),
            .mouse(MouseEvent(.drag, row: before.row - 5, column: 50)),
        ])
        #expect(try #require(state.world.layout.details).row == before.row - 5)
    }

    @Test func oneKeyTurnsItOff() {
        var state = AppState.browsing()
        let effects = state.press(script: "M")
        #expect(effects == [.hearMouse(false), .remember(state.world.settings)])
        state.apply([.mouse(MouseEvent(.press, row: 7, column: 30))])
        #expect(state.world.catalog.selection == 0)
    }

    @Test func theWheelScrollsAnOverlay() {
        var state = AppState.browsing(size: Size(columns: 80, rows: 24))
        state.press(script: "?")
        state.apply([.mouse(MouseEvent(.wheelDown, row: 10, column: 10))])
        #expect((state.top as? HelpRoom)?.scroll == 3)
    }

    /// Where a text stands on the screen.
    private func place(of text: String, in state: AppState) throws -> (row: Int, column: Int) {
        let lines = view(state).text.split(separator: "\n", omittingEmptySubsequences: false)
        let row = try #require(lines.lastIndex { $0.contains(text) }, "\(text) is not shown")
        let start = try #require(lines[row].firstRange(of: text)).lowerBound
        return (row, lines[row].distance(from: lines[row].startIndex, to: start))
    }

    /// Clicks on a text of the screen.
    private func click(_ text: String, _ state: inout AppState) throws -> [AppEffect] {
        let place = try place(of: text, in: state)
        return state.apply([.mouse(MouseEvent(.press, row: place.row, column: place.column))])
    }

    /// What a box covers, or stands beside, types nothing into it.
    @Test func nothingBelowABoxCanBeClicked() throws {
        var state = AppState.browsing(size: Size(columns: 140, rows: 40))
        let sort = try place(of: "sort: model ID", in: state)
        let row = try place(of: "meta-llama/llama-3.1-405b", in: state)
        state.press(script: "Gp")
        for place in [sort, row] {
            #expect(
                state.apply([.mouse(MouseEvent(.press, row: place.row, column: place.column))])
                    .isEmpty
            )
        }
        #expect(state.press(script: "Hi<enter>") == [GenerationUpdateTests.order("Hi")])
    }

    /// A newcomer who only has the mouse: finds, sorts, marks, opens, checks, asks, and leaves.
    @Test func everythingThatIsShownCanBeClicked() throws {
        var state = AppState.browsing(size: Size(columns: 140, rows: 40))
        _ = try click("? help", &state)
        #expect(state.top is HelpRoom)
        _ = try click("q close", &state)
        #expect(state.stack.isEmpty)
        _ = try click("sort: model ID", &state)
        #expect(state.top is SortRoom)
        _ = try click("context", &state)
        #expect(state.world.catalog.sort.key == .context)
        state.apply([.mouse(MouseEvent(.press, row: 6, column: 1))])
        #expect(state.world.catalog.marked.count == 1)
        state.apply([.mouse(MouseEvent(.press, row: 6, column: 1))])
        #expect(state.world.catalog.marked.isEmpty)
        state.apply([.mouse(MouseEvent(.press, row: 1, column: 3))])
        #expect(state.world.catalog.filterField != nil)
        state.press(script: "<esc>")
        _ = try click("c check", &state)
        #expect(state.world.check != nil || state.top is CheckRoom)
    }

    @Test func aClickChoosesInLists() throws {
        var state = AppState.browsing()
        state.press(script: ":roll")
        _ = try click("roll-call", &state)
        #expect(state.top is RollCallRoom)
        state.press(script: "qo")
        let before = state.world.settings.table
        _ = try click("Checked", &state)
        #expect(state.world.settings.table != before)
    }

    @Test func aDoubleClickOpens() {
        var state = AppState.browsing()
        let click = AppEvent.mouse(MouseEvent(.press, row: 7, column: 30))
        state.apply([click, .timePassed(.noon.addingTimeInterval(2)), click])
        #expect(state.stack.isEmpty)
        state.apply([.timePassed(.noon.addingTimeInterval(2.2)), click])
        #expect(state.top is DetailsRoom)
    }

    @Test func theWheelScrollsRowsAndLeavesTheCursorWhileItIsVisible() {
        var state = AppState.browsing(Catalog.numbered(100))
        state.press(script: "jjjjjjjjjj")
        state.apply([.mouse(MouseEvent(.wheelDown, row: 10, column: 10))])
        #expect(state.world.catalog.top == 3)
        #expect(state.world.catalog.selection == 10)
    }
}
