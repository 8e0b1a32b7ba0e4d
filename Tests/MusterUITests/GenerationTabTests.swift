import Foundation
import MusterCore
import MusterTestSupport
import Testing

@testable import MusterUI

@Suite struct GenerationTabTests {
    init() throws { try #require(ScreenLocale.isUTF8) }

    private static func asked(_ count: Int, size: Size = Size(columns: 120, rows: 40)) -> AppState {
        var state = AppState.browsing(Catalog.numbered(12), size: size)
        state.press(script: String(repeating: "<space>", count: count) + "PHi<enter>")
        return state
    }

    @Test func allMarkedModelsGetThePrompt() {
        var state = AppState.browsing(Catalog.numbered(12))
        let effects = state.press(script: "<space><space><space>PHi<enter>")
        let asked = effects.compactMap { effect -> String? in
            guard case .generate(let pane, let request) = effect else { return nil }
            return "\(pane) \(request.modelID) \(request.prompt)"
        }
        #expect(
            asked == [
                "1 author/model-000 Hi", "2 author/model-001 Hi", "3 author/model-002 Hi",
            ]
        )
        #expect(state.answers.answers.count == 3)
        #expect(state.answers.index == 0)
    }

    @Test func moreThanTheLimitAreRefused() {
        var state = AppState.browsing(Catalog.numbered(12))
        state.press(script: String(repeating: "<space>", count: 9) + "P")
        #expect(state.stack.isEmpty)
        #expect(state.world.message?.text.string == "9 are marked; at most 8 answer at once")
    }

    @Test func withoutMarksItSaysHowToMark() {
        var state = AppState.browsing()
        state.press(script: "P")
        #expect(
            state.world.message?.text.string == "No model is marked: space marks one, v a range"
        )
    }

    @Test func hAndLGoRoundTheTabs() {
        var state = Self.asked(3)
        state.press(script: "l")
        #expect(state.answers.index == 1)
        state.press(script: "ll")
        #expect(state.answers.index == 0)
        state.press(script: "h")
        #expect(state.answers.index == 2)
    }

    @Test func escCancelsTheOneThatHasTheKeys() {
        var state = Self.asked(3)
        #expect(state.press(script: "l<esc>") == [.cancelGeneration(pane: 2)])
    }

    @Test func finishedOnesMakeRoomAndRunningOnesStay() {
        var state = Self.asked(3)
        state.apply([GrokNews.finished(pane: 2, .completed)])
        state.press(script: "<tab>p<c-u>Again<enter>")
        #expect(state.answers.answers.map(\.pane) == [1, 3, 4])
        #expect(state.answers.selected?.pane == 4)
    }

    @Test func qClosesTabByTab() {
        var state = Self.asked(2)
        state.apply([
            GrokNews.finished(pane: 1, .completed), GrokNews.finished(pane: 2, .failed),
        ])
        state.press(script: "q")
        #expect(state.answers.answers.map(\.pane) == [2])
        #expect(state.world.focus == .answers)
        state.press(script: "q")
        #expect(state.answers.selected == nil)
        #expect(state.world.focus == .table)
    }

    @Test(arguments: [(200, 3), (120, 2), (113, 1), (80, 1), (20, 1)])
    func asManyStandBesideEachOtherAsFit(columns: Int, count: Int) {
        let state = Self.asked(3, size: Size(columns: columns, rows: 40))
        let titles = view(state).text.split(separator: "\n").compactMap { line in
            line.contains("Generation") ? line.components(separatedBy: "Generation").count - 1 : nil
        }
        #expect(titles == [count])
    }

    /// Three answers, of which the second half of two differ in a word.
    private static func answered(_ size: Size = Size(columns: 120, rows: 36)) -> AppState {
        var state = asked(3, size: size)
        let ends = ["It is 4.\nAsk me anything else.", "It is 5.\nGood bye for now.", ""]
        for (index, end) in ends.enumerated() {
            let text = end.isEmpty ? "" : "You asked for two and two.\n\n\(end)"
            state.apply(GrokNews.streaming(pane: index + 1, [text]))
            state.apply([GrokNews.finished(pane: index + 1, .completed)])
        }
        return state
    }

    @Test func theDifferencesOfTwoAnswersAreOneText() throws {
        var state = Self.answered()
        state.press(script: "l=")
        let room = try #require(state.stack.last as? DifferenceRoom)
        #expect(room.place(state.world)?.string.contains("model-001 and author/model-000") == true)
        #expect(view(state).text.contains("~ It is [-5.-]{+4.+}"))
        // The third has said nothing.
        state.press(script: "l")
        #expect(view(state).text.contains("~ It is [-5.-]{+4.+}"))
        state.press(script: "=")
        #expect(state.stack.isEmpty)
    }

    @Test func theWinnerAloneKeepsItsMark() {
        var state = Self.answered()
        state.press(script: "=")
        let effects = state.press(script: "w")
        let marks = effects.compactMap { effect -> String? in
            guard case .setMarked(let ids, let isMarked) = effect else { return nil }
            return "\(ids.map(\.rawValue)) \(isMarked)"
        }
        #expect(marks == [#"["author/model-001"] false"#])
        #expect(state.stack.isEmpty)
        state.press(script: "q<tab>u")
        #expect(state.world.catalog.model(ModelID(rawValue: "author/model-001"))?.isMarked == true)
    }

    @Test func oneAnswerHasNoDifferences() {
        var state = Self.asked(2)
        state.apply(GrokNews.streaming(pane: 1, ["Yes."]))
        state.press(script: "=")
        #expect(state.stack.isEmpty)
        #expect(state.world.message?.text.string == "Fewer than two models have answered yet")
    }

    static let cases: [ScreenCase] = [
        ScreenCase("differences") {
            var state = answered()
            state.press(script: "=")
            return state
        },
        ScreenCase("tabs-two-160x40") {
            var state = asked(2, size: Size(columns: 160, rows: 40))
            for pane in [1, 2] {
                state.apply(GrokNews.streaming(pane: pane, ["The answer of \(pane).\n"]))
            }
            state.apply([GrokNews.finished(pane: 1, .completed)])
            return state
        },
        ScreenCase("tabs-one-shown") {
            var state = asked(3, size: Size(columns: 80, rows: 24))
            state.press(script: "l")
            return state
        },
    ]

    @Test(arguments: cases.filter(\.isSized))
    func screensAreAsRecorded(_ screen: ScreenCase) throws {
        try expectScreen(view(screen.make()).picture, screen.name)
    }
}
