import Foundation
import MusterCore
import MusterTestSupport
import Testing

@testable import MusterUI

@Suite struct AnswerPaneTests {
    init() throws { try #require(ScreenLocale.isUTF8) }

    private static func answered(_ text: String) -> AppState {
        var state = AppState.browsing(size: Size(columns: 80, rows: 24))
        state.press(script: "GpHi<enter>")
        state.apply(GrokNews.streaming([text]))
        return state
    }

    private static let long = (1...60).map { "Line \($0) of it" }.joined(separator: "\n")

    @Test func aTextIsFoundWhateverItsCase() {
        var state = Self.answered(Self.long)
        state.press(script: "g/LINE 33<enter>")
        #expect(view(state).text.contains("Line 33 of it"))
        #expect(state.answers.searchField == nil)
        #expect(state.world.message == nil)
    }

    @Test func nAndCapitalNGoOnRoundTheEnds() {
        var state = Self.answered("needle\n" + Self.long + "\nneedle")
        state.press(script: "g/needle<enter>")
        let first = state.answers.selected?.firstLine
        state.press(script: "n")
        let second = state.answers.selected?.firstLine
        #expect(first != second)
        state.press(script: "n")
        #expect(state.answers.selected?.firstLine == first)
        state.press(script: "N")
        #expect(state.answers.selected?.firstLine == second)
    }

    @Test func whatIsNotThereIsSaid() {
        var state = Self.answered(Self.long)
        state.press(script: "/zebra<enter>")
        #expect(state.world.message?.text.string == "zebra is not in the answer")
        state.press(script: "n")
        #expect(state.world.message?.text.string == "zebra is not in the answer")
    }

    @Test func eachSearchBeginsAfresh() {
        var state = Self.answered(Self.long)
        state.press(script: "g/line 3<enter>/line 50<enter>")
        #expect(state.world.message == nil)
        #expect(state.answers.selected?.search == "line 50")
    }

    @Test func pInThePaneAsksItsModelAgain() {
        var state = Self.answered("Yes.")
        // The table's cursor goes elsewhere meanwhile.
        state.press(script: "<tab>g<tab>p")
        guard let prompt = state.top as? PromptRoom else {
            Issue.record("there is no prompt")
            return
        }
        #expect(prompt.ids == [GrokNews.grok])
    }

    @Test func rWithoutReasoningSaysSo() {
        var state = AppState.browsing()
        state.press(script: "GpHi<enter>r")
        #expect(state.world.message?.text.string == "This answer has no reasoning")
    }

    @Test func escLeavesTheSearch() {
        var state = Self.answered(Self.long)
        #expect(state.press(script: "/line<esc>").isEmpty)
        #expect(state.answers.searchField == nil)
        #expect(state.answers.selected?.search.isEmpty == true)
    }

    @Test func yCopiesTheAnswerAlone() {
        var state = Self.answered("Yes, **it** is.\n")
        #expect(state.press(script: "y") == [.copy("Yes, **it** is.\n")])
    }

    @Test func rFoldsTheReasoning() {
        var state = Self.answered("Yes.")
        #expect(view(state).text.contains("Let me think."))
        state.press(script: "r")
        #expect(!view(state).text.contains("Let me think."))
        #expect(view(state).text.contains("Reasoning, 1 KiB; r shows it"))
        #expect(view(state).text.contains("Yes."))
        state.press(script: "r")
        #expect(view(state).text.contains("Let me think."))
    }

    @Test func reasoningThatComesWhileFoldedStaysOneLine() {
        var transcript = Transcript(columns: 40)
        transcript.append("Hi", kind: .prompt)
        transcript.foldsReasoning = true
        for _ in 0..<500 { transcript.append("Some thought. ", kind: .reasoning) }
        transcript.append("Done", kind: .text)
        #expect(
            transcript.lines.map(\.text.string) == [
                "Hi", "", "Reasoning, 7 KiB; r shows it", "", "Done",
            ]
        )
    }

    @Test func codeIsCutAtTheEdgeAndTextAtWords() {
        let text = "A few words here.\n```swift\nlet a = some(long, call)\n```\nA few words here."
        for size in [text.count, 1, 3] {
            var transcript = Transcript(columns: 12)
            var rest = Substring(text)
            while !rest.isEmpty {
                transcript.append(String(rest.prefix(size)), kind: .text)
                rest = rest.dropFirst(size)
            }
            #expect(
                transcript.lines.map(\.text.string) == [
                    "A few words", "here.", "swift", "  let a = so", "  me(long, c", "  all)",
                    "A few words", "here.",
                ],
                "in pieces of \(size)"
            )
        }
    }

    @Test func aBackOffIsCountedDown() {
        var state = AppState.browsing()
        state.press(script: "GpHi<enter>")
        let failure = ServiceFailure(.server, httpStatus: 503, message: "overloaded")
        let until = Date.noon.addingTimeInterval(8)
        state.apply([
            .generationUpdated(pane: 1, [.connecting(route: "x-ai/grok-code-fast-1")]),
            .generationUpdated(pane: 1, [.backingOff(until: until, because: failure)]),
        ])
        #expect(view(state).text.contains("waiting  tries again in 8 s"))
        state.apply([.timePassed(.noon.addingTimeInterval(5.5))])
        #expect(view(state).text.contains("tries again in 3 s"))
        state.apply([.generationUpdated(pane: 1, [.connecting(route: "x")])])
        #expect(!view(state).text.contains("tries again"))
    }
}
