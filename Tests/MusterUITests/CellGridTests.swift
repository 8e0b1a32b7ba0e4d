import MusterCore
import MusterTestSupport
import Testing

@testable import MusterUI

@Suite struct CellGridTests {
    init() throws { try #require(ScreenLocale.isUTF8) }

    /// Text written at a place of a grid, and what the grid then shows.
    struct Writing: Sendable, CustomTestStringConvertible {
        var text: SanitizedText
        var row = 0
        var column = 0
        var limit = Int.max
        var size = Size(columns: 8, rows: 1)
        var shows: String
        var ends: Int

        var testDescription: String { "\(text.string) at \(row),\(column)" }
    }

    @Test(arguments: [
        Writing(text: "plain", shows: "plain", ends: 5),
        Writing(text: "far too long", shows: "far too", ends: 8),
        Writing(text: "middle", column: 3, shows: "   middl", ends: 8),
        Writing(text: "limited", limit: 3, shows: "lim", ends: 3),
        Writing(text: "left of it", column: -5, shows: "of it", ends: 5),
        Writing(text: "below", row: 1, shows: "", ends: 0),
        Writing(text: "above", row: -1, shows: "", ends: 0),
        Writing(text: "作者", shows: "作者", ends: 4),
        // A wide character never straddles the edge.
        Writing(text: "abcdefg作", shows: "abcdefg", ends: 7),
        Writing(text: "a作b", limit: 2, shows: "a", ends: 1),
        Writing(text: "e\u{301}a", shows: "e\u{301}a", ends: 2),
        Writing(text: "作\u{301}a", shows: "作\u{301}a", ends: 3),
        // A second mark has no room in a cell.
        Writing(text: "e\u{301}\u{302}a", shows: "e\u{301}a", ends: 2),
        Writing(
            text: "two\nlines\tand",
            size: Size(columns: 20, rows: 1),
            shows: "two lines and",
            ends: 13
        ),
        Writing(text: "nowhere", size: Size(columns: 0, rows: 0), shows: "", ends: 0),
        Writing(text: "作", size: Size(columns: 1, rows: 1), shows: "", ends: 0),
    ])
    func textIsClippedToTheGrid(_ writing: Writing) {
        var grid = CellGrid(size: writing.size)
        let end = grid.write(
            writing.text,
            row: writing.row,
            column: writing.column,
            limit: writing.limit
        )
        #expect(grid.text == writing.shows)
        #expect(end == writing.ends)
    }

    @Test func aWideCharacterFillsTwoCells() {
        var grid = CellGrid(size: Size(columns: 4, rows: 1))
        grid.write("作", row: 0, column: 1, style: CellStyle(.title))
        #expect(!grid[0, 1].isContinuation)
        #expect(grid[0, 2].isContinuation)
        #expect(grid[0, 2].style == CellStyle(.title))
        #expect(!grid[0, 3].isContinuation)
    }

    @Test func styleIsKeptByCell() {
        var grid = CellGrid(size: Size(columns: 5, rows: 2))
        grid.fill(Rect(row: 1, column: 3, columns: 9, rows: 9), style: CellStyle(.dim, on: .bar))
        grid.setSurface(.selection, row: 1, columns: 0..<99)
        #expect(grid[0, 3].style == CellStyle())
        #expect(grid[1, 3].style == CellStyle(.dim, on: .selection))
        #expect(grid[1, 0].style == CellStyle(.text, on: .selection))
    }

    @Test(arguments: [
        Rect(row: -5, column: -5, columns: 3, rows: 3),
        Rect(row: 9, column: 9, columns: 3, rows: 3),
        Rect(row: -1, column: -1, columns: 99, rows: 99),
        Rect(row: 0, column: 0, columns: -1, rows: -1),
    ])
    func fillingOutsideIsHarmless(_ rect: Rect) {
        var grid = CellGrid(size: Size(columns: 4, rows: 4))
        grid.fill(rect, style: CellStyle(.dim))
        #expect(grid.cells.count == 16)
    }

    @Test func equalityCountsTheCursor() {
        var grid = CellGrid(size: Size(columns: 2, rows: 2))
        let before = grid
        #expect(grid == before)
        grid.cursor = (0, 1)
        #expect(grid != before)
    }
}
