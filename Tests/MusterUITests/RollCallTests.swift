import Foundation
import MusterTestSupport
import Testing

@testable import MusterCore
@testable import MusterUI

@Suite struct RollCallTests {
    init() throws { try #require(ScreenLocale.isUTF8) }

    /// Authors with many and with few models, the first dozen of which were checked before.
    private static let models: [Model] = ["anthropic", "mistralai", "nvidia", "openai", "~openai"]
        .enumerated().flatMap { index, author in
            (0..<(3 + index * 6)).map { number in
                var model = Model.listed("\(author)/model-\(number < 10 ? "0" : "")\(number)")
                if index == 1 {
                    model.verdict = .judged(
                        .verified,
                        "answered by Mistral",
                        at: .minutesAgo(3000),
                        isStale: true
                    )
                }
                return model
            }
        }

    private static func calling() -> AppState {
        var state = AppState.browsing(models, size: Size(columns: 140, rows: 40))
        state.press(script: "C")
        return state
    }

    /// One at a time, and nothing claims that it is over.
    @Test func noneBeginsBesideARunningCheck() {
        var state = Self.calling()
        #expect(state.press(script: "C").isEmpty)
        #expect(state.world.message?.text.string == "A check is still running; Esc cancels it")
        state.press(script: "qC")
        #expect(state.stack.isEmpty)
    }

    /// The table's cursor follows, since the keys are about its model.
    @Test func theHighlightedModelIsTheOneThatKeysAreAbout() {
        var models = Self.models
        models[0].isDisabled = true
        var state = AppState.browsing(models, size: Size(columns: 140, rows: 40))
        let id = state.world.catalog.selected?.id
        state.press(script: "C")
        #expect(id == models[0].id && state.world.catalog.selected?.isDisabled == false)
    }

    private static func answer(_ state: inout AppState, first count: Int) {
        let all = state.world.catalog.models
        for (index, model) in all.prefix(count).enumerated() {
            let finding: Evidence.Finding =
                switch index % 11 {
                case 4: .refused
                case 7: .degraded
                default: .reachable
                }
            let result = CheckCase.result(model.id.rawValue, finding, in: all)
            state.apply([.checkProgressed(1, result)])
        }
        state.apply([.timePassed(.noon.addingTimeInterval(2.5))])
    }

    static let cases: [ScreenCase] = [
        ScreenCase("roll-call-begun") {
            var state = calling()
            answer(&state, first: 30)
            return state
        },
        ScreenCase("roll-call-report") {
            var state = calling()
            answer(&state, first: models.count)
            let outcome = CheckOutcome()
            state.apply([
                .checkFinished(1, .success(outcome)),
                .timePassed(.noon.addingTimeInterval(60)),
            ])
            state.press(script: "lllj")
            return state
        },
        ScreenCase("roll-call-nothing-due") {
            var state = AppState.browsing([Catalog.reachable("a/b"), Catalog.reachable("c/d")])
            state.press(script: "C")
            return state
        },
        ScreenCase("welcome") {
            var state = AppState(context: .example, size: Size(columns: 120, rows: 40), now: .noon)
            state.apply([
                .resized(Size(columns: 120, rows: 40)), .modelsLoaded([], lastRefresh: nil),
                .modelsLoaded(Catalog.numbered(40), lastRefresh: .noon),
            ])
            return state
        },
    ]

    @Test func everyModelIsCalledAndEachResultLightsItsCell() {
        var state = AppState.browsing(Self.models)
        let effects = state.press(script: "C")
        guard case .check(_, let plan)? = effects.last else {
            Issue.record("nothing is checked: \(effects)")
            return
        }
        #expect(plan.items.count == Self.models.count)
        #expect((state.top as? RollCallRoom)?.awaited.count == Self.models.count)
        Self.answer(&state, first: 5)
        #expect((state.top as? RollCallRoom)?.awaited.count == Self.models.count - 5)
        #expect(state.press(script: "<esc>") == [.cancelCheck])
    }

    @Test func theTablesCursorGoesAlong() {
        var state = Self.calling()
        state.press(script: "ll")
        let room = state.top as? RollCallRoom
        #expect(room?.selection == 2)
        #expect(state.selectedID == "anthropic/model-02")
        state.press(script: "q")
        #expect(state.stack.isEmpty)
        #expect(state.selectedID == "anthropic/model-02")
    }

    /// The table may show none of those that it calls.
    @Test func theKeysAreAboutModelsThatTheFilterHides() {
        var state = AppState.browsing(Self.models, size: Size(columns: 140, rows: 40))
        state.press(script: "/is:verified<enter>C")
        let room = state.top as? RollCallRoom
        state.press(script: "ll")
        #expect(state.selectedID == room?.ids.dropFirst(2).first?.rawValue)
        state.press(script: "l")
        #expect(state.selectedID == room?.ids.dropFirst(3).first?.rawValue)
    }

    @Test func aClickMovesTheCursor() throws {
        var state = Self.calling()
        let screen = view(state)
        let row = try #require((0..<40).first { screen.text(row: $0).contains("mistralai") })
        let line = screen.text(row: row)
        let dot = try #require(line.firstIndex(of: "·"))
        let column = line.distance(from: line.startIndex, to: dot)
        state.apply([.mouse(MouseEvent(.press, row: row, column: column))])
        #expect(state.selectedID == "mistralai/model-00")
    }

    @Test func whatIsStillValidIsShownAndCanBeCalledAgain() {
        var state = AppState.browsing([Catalog.reachable("a/b"), Catalog.reachable("c/d")])
        #expect(state.press(script: "C").isEmpty)
        guard case .check(_, let plan)? = state.press(script: "C").last else {
            Issue.record("nothing is checked")
            return
        }
        #expect(plan.items.count == 2)
    }

    /// The sizes of the room, and whether every model has a cell of its own inside it.
    @Test(arguments: [(140, 33), (98, 33), (76, 16), (56, 7), (20, 3), (1, 1)])
    func everyModelHasACellOfItsOwn(width: Int, rows: Int) {
        let grid = RollCallGrid(Self.models.map(\.id).sorted(), width: width, rows: rows)
        #expect(grid.cells.count == Self.models.count)
        #expect(Set(grid.cells.map { "\($0.row) \($0.column)" }).count == grid.cells.count)
        #expect(grid.cells.allSatisfy { $0.row < grid.rows })
        // Both spellings of an author are one block.
        #expect(grid.blocks.map(\.author) == ["anthropic", "mistralai", "nvidia", "openai"])
    }

    @Test func movingLeavesNoCellUnreachable() {
        let grid = RollCallGrid(Self.models.map(\.id).sorted(), width: 76, rows: 16)
        var (place, seen) = (0, Set([0]))
        for _ in 0..<grid.rows {
            place = grid.cell(from: place, movedBy: 1)
            seen.insert(grid.cells[place].row)
        }
        #expect(seen.count >= grid.rows)
        #expect(grid.cell(from: 0, movedBy: 1_000_000_000) == grid.cells.count - 1)
        #expect(grid.cell(from: place, movedBy: -1_000_000_000) == 0)
    }
}
