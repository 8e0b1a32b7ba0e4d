import Foundation
import MusterTestSupport
import Testing

@testable import MusterCore
@testable import MusterUI

/// Whatever happens in whatever order: nothing crashes, and what is drawn has the screen's size.
@Suite struct RandomEventTests {
    init() throws { try #require(ScreenLocale.isUTF8) }

    static let keys: [KeyPress] =
        Action.allCases.flatMap(\.keys)
        + KeyPress.script("abc:>=<1<bs><del><left><right><a-enter><c-j><c-w><c-u>作<enter><esc>")

    @Test(arguments: 1...12)
    func anyEventsInAnyOrder(seed: UInt64) {
        var random = SplitMix64(seed: seed)
        var state = AppState.browsing(Catalog.sample + Catalog.numbered(30))
        for _ in 0..<400 {
            let effects = update(&state, Self.event(&random, state))
            if effects.contains(.quit) { state = .browsing() }
            #expect(Self.showsSelection(state))
            guard Int.random(in: 0..<4, using: &random) == 0 else { continue }
            let grid = view(state)
            #expect(grid.size == state.world.size)
            if let cursor = grid.cursor, state.world.size.columns > 0, state.world.size.rows > 0 {
                #expect(cursor.row >= 0)
                #expect(cursor.column >= 0)
            }
        }
    }

    /// Keys and pastes alone, which get farther into each screen than events of every kind do.
    @Test func keysAndPastesInAnyOrder() async {
        let sizes = [(120, 40), (80, 24), (60, 15), (40, 10), (140, 40), (20, 5), (1, 1)]
        await Fuzz("2500 keys and pastes", rounds: 20).run { mutator in
            (1...2500).map { _ -> AppEvent in
                mutator.chance(of: 50)
                    ? .pasted(mutator.hostileText(atMost: 9))
                    : .keyPressed(mutator.one(of: Self.keys))
            }
        } property: { events, mutator in
            var state = AppState.browsing(Catalog.sample + Catalog.numbered(30))
            for (count, event) in events.enumerated() {
                if update(&state, event).contains(.quit) { state = .browsing() }
                guard Self.showsSelection(state) else {
                    throw Fuzz.Broken("event \(count): hidden")
                }
                if count % 50 == 0 {
                    let size = mutator.one(of: sizes)
                    state.apply([.resized(Size(columns: size.0, rows: size.1))])
                }
                guard count % 20 != 0 || view(state).size == state.world.size else {
                    throw Fuzz.Broken("event \(count): the screen's size")
                }
            }
        }
    }

    private static func showsSelection(_ state: AppState) -> Bool {
        let catalog = state.world.catalog
        return catalog.shown.isEmpty
            || catalog.shown.indices.contains(catalog.selection)
                && (catalog.top..<catalog.top + max(catalog.pageRows, 1))
                    .contains(catalog.selection)
    }

    /// Every screen that there is a case of.
    static let screens: [ScreenCase] =
        ScreenTests.catalogs + ScreenTests.filters + ScreenTests.overlays
        + GenerationScreenTests.cases + CheckScreenTests.cases + GenerationTabTests.cases
        + PromptEditorTests.cases + HistoryUpdateTests.cases + PaletteTests.cases
        + ThemeChooserTests.cases + ArrangementScreenTests.cases + BatchScreenTests.cases
        + ServicesScreenTests.cases
        + RollCallTests.cases + PlotTests.cases

    @Test(arguments: screens)
    func everyScreenFitsEverySize(_ screen: ScreenCase) {
        var state = screen.make()
        let sides = [1, 2, 3, 4, 5, 7, 9, 14, 15, 16, 23, 40, 59, 60, 99, 100, 200]
        for columns in sides {
            for rows in [0, 1, 2, 3, 4, 5, 8, 9, 14, 15, 24, 50] {
                let size = Size(columns: columns, rows: rows)
                state.apply([.resized(size)])
                #expect(view(state).size == size)
            }
        }
        state.apply([.resized(Size(columns: 500, rows: 200))])
        #expect(view(state).size.columns == 500)
        state.apply([.resized(Size(columns: 0, rows: 0))])
        #expect(view(state).cells.isEmpty)
    }

    private static func event(_ random: inout SplitMix64, _ state: AppState) -> AppEvent {
        func number(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &random) }
        switch number(0...23) {
        case 0...11:
            return .keyPressed(keys[number(0...keys.count - 1)])
        case 12:
            return .resized(Size(columns: number(1...500), rows: number(1...200)))
        case 13:
            return .resized(Size(columns: number(1...30), rows: number(1...12)))
        case 14:
            if number(0...3) == 0 {
                let first = Array(Catalog.numbered(50).prefix(number(1...20)))
                return .firstModelsLoaded(first, of: 60, lastRefresh: .noon)
            }
            return .modelsLoaded(
                Array((Catalog.sample + Catalog.numbered(50)).dropFirst(number(0...59))),
                lastRefresh: .noon
            )
        case 15:
            let news: [GenerationUpdate] = [
                .text("some text\nand 作者 more "), .reasoning("\u{1B}[31"), .waiting,
                .connecting(route: "a/B"), .served(model: "other", provider: nil),
            ]
            return .generationUpdated(
                pane: state.answers.selected?.pane ?? 0,
                [news[number(0...news.count - 1)]]
            )
        case 16:
            return GrokNews.finished(pane: state.answers.selected?.pane ?? 0, .truncated)
        case 17:
            return .timePassed(state.world.now.addingTimeInterval(Double(number(0...20))))
        case 18:
            return .pasted("a paste\r\nof \u{1B}[2J lines")
        case 19:
            let id = state.world.catalog.selected?.id ?? ModelID(rawValue: "a/b")
            return .checkProgressed(1, CheckCase.result(id.rawValue, .inconclusive))
        case 20:
            return .checkFinished(1, number(0...1) == 0 ? .failure(.cancelled) : .success(.init()))
        case 21:
            let id = state.world.catalog.selected?.id ?? ModelID(rawValue: "a/b")
            let evidence = CheckCase.result(id.rawValue, .refused).evidence
            let entry = TimelineEntry(date: .noon, evidence: evidence, attempts: [])
            return .timelineLoaded(id, Array(repeating: entry, count: number(0...9)))
        case 22:
            return number(0...1) == 0
                ? .themesLoaded(ThemeChooserTests.entries)
                : .themeRead("mine", ThemeChooserTests.entries[number(0...2)].theme)
        default:
            return [
                .refreshFinished(.failure(.refused("no"))), .backfillProgressed(done: 1, total: 3),
                .backfillFinished(.failure(.refused("no"))), .storeFailed(.busy(path: "/db")),
                .modelsFailed(.busy(path: "/db")),
                .detailsLoaded(ScreenTests.details),
            ][number(0...4)]
        }
    }
}
