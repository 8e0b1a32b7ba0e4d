import Foundation
import MusterCore
import MusterTestSupport
import Testing

@testable import MusterUI

@Suite struct TableLayoutTests {
    /// Which columns a table of so many cells shows; the badge's word at any width from 58 on, so on
    /// a screen of 60.
    @Test(arguments: [
        (20, "model", true),
        (30, "model context", true),
        (57, "model context prompt completion", true),
        (58, "status model context", true),
        (78, "status model context prompt completion", true),
        (98, "status model context prompt completion", true),
        (118, "status model hugging-face context prompt completion", false),
        (200, "status model hugging-face context prompt completion", false),
    ])
    func columnsDropAwayInTheirOrder(width: Int, names: String, hasMore: Bool) {
        let columns = PlacedColumns(.standard, width: width)
        #expect(columns.all.map(\.column.rawValue).joined(separator: " ") == names)
        #expect(columns.hasMore == hasMore)
    }

    /// Nine of ten rows of a catalog like the real one show both IDs whole at 140 columns.
    @Test func bothIDsAreWholeWhereThereIsRoom() throws {
        let widths = IdentifierWidths(modelID: 37, huggingFaceID: 40)
        let all = PlacedColumns(.standard, width: 138, widths: widths).all
        #expect(try #require(all.first { $0.column == .modelID }).width >= 37)
        #expect(try #require(all.first { $0.column == .named("hugging-face") }).width >= 40)
        #expect(all.count == 6)
    }

    @Test func theSortedColumnIsAlwaysShown() {
        for width in [58, 78, 98, 138] {
            for column in CatalogColumn.allCases where column.sortKey != nil {
                let columns = PlacedColumns(.standard, width: width, sort: column.sortKey)
                let isInGutter = column == .status && columns.hasGlyphInGutter
                #expect(isInGutter || columns.all.contains { $0.column == column })
            }
        }
    }

    /// The room of a hidden column goes to one that was hidden for lack of room.
    @Test func aHiddenColumnMakesRoom() throws {
        var layout = TableLayout.standard
        layout.toggle(
            try #require(layout.entries.firstIndex { $0.column == .named("hugging-face") })
        )
        layout.toggle(try #require(layout.entries.firstIndex { $0.column == .named("name") }))
        let columns = PlacedColumns(layout, width: 118)
        #expect(columns.all.contains { $0.column == .named("name") })
        #expect(!columns.hasMore)
    }

    @Test(arguments: 1...220)
    func columnsNeverOverlap(width: Int) {
        let entries = CatalogColumn.allCases.map { TableLayout.Entry($0) }
        for layout in [TableLayout.standard, TableLayout(entries), TableLayout(entries.reversed())]
        {
            for scroll in 0...12 {
                let all = PlacedColumns(layout, width: width, scroll: scroll).all
                #expect(width < 4 || all.contains { $0.column == .modelID })
                for (left, right) in zip(all, all.dropFirst()) {
                    #expect(left.start + left.width < right.start)
                }
            }
        }
    }

    @Test func scrollingReachesEveryColumnAndEndsThere() {
        let layout = TableLayout(CatalogColumn.allCases.map { TableLayout.Entry($0) })
        var seen: Set<CatalogColumn> = []
        for scroll in 0...24 {
            let columns = PlacedColumns(layout, width: 80, scroll: scroll)
            seen.formUnion(columns.all.map(\.column))
        }
        #expect(seen == Set(CatalogColumn.allCases))
        let last = PlacedColumns(layout, width: 80, scroll: 99)
        #expect(!last.hasMore)
        #expect(last.all.last?.column == .named("input"))
        #expect(PlacedColumns(layout, width: 80, scroll: last.scroll - 1).hasMore)
    }

    @Test func whatTheUserResizesKeepsItsWidth() throws {
        var layout = TableLayout.standard
        let index = try #require(layout.entries.firstIndex { $0.column == .named("hugging-face") })
        layout.resize(index, from: 20, by: 4)
        let columns = PlacedColumns(layout, width: 100)
        #expect(columns.all.first { $0.column == .named("hugging-face") }?.width == 24)
    }

    /// A badge keeps its word and a number its digits, whatever the user or a file asks for.
    @Test(arguments: CatalogColumn.allCases)
    func noColumnIsTooNarrowOrTakesAll(column: CatalogColumn) throws {
        for width in [-5, 0, 3, 1000] {
            let layout = TableLayout([TableLayout.Entry(column, width: width)])
            let kept = try #require(layout.entries.first?.width)
            #expect((7...60).contains(kept))
            if column == .status { #expect((14...20).contains(kept)) }
        }
    }

    @Test func settingsAreReadAsTheyWereWritten() {
        var settings = InterfaceSettings()
        settings.table.toggle(2)
        _ = settings.table.move(3, by: 1)
        settings.folded = [.routes]
        settings.detailsShare = 33
        settings.hasMouse = false
        #expect(InterfaceSettings(json: settings.json) == settings)
    }

    @Test(arguments: [
        nil, "", "{", "[]", #"{"table": 7, "folded": ["nothing"], "paneShare": "x"}"#,
        #"{"table": [{"column": "later"}], "hasMouse": 3}"#,
    ])
    func whatCannotBeReadIsAsInTheBeginning(json: String?) {
        let settings = InterfaceSettings(json: json)
        #expect(settings.paneShare == 40)
        #expect(settings.hasMouse)
        #expect(settings.table.entries.count == CatalogColumn.allCases.count)
        #expect(settings.table.entries.contains { $0.column == .modelID && $0.isShown })
    }

    @Test func theListOfColumnsChoosesOrdersAndResizes() {
        var state = AppState.browsing()
        state.press(script: "ojj<space>")
        #expect(
            state.world.settings.table.entries[2]
                == TableLayout.Entry(.named("hugging-face"), isShown: false)
        )
        state.press(script: "J+")
        #expect(state.world.settings.table.entries[3].column == .named("hugging-face"))
        #expect(state.world.settings.table.entries[3].width != nil)
        let effects = state.press(script: "<enter>")
        #expect(effects == [.remember(state.world.settings)])
        state.press(script: "o0<esc>")
        #expect(state.world.settings.table.entries[3].column == .named("hugging-face"))
        #expect(state.press(script: "o0q") == [.remember(InterfaceSettings())])
    }
}
