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
        state.apply([click])
        #expect(state.world.catalog.sort == ModelSort(.context))
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
        #expect(state.world.catalog.selection == 0)
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
}
