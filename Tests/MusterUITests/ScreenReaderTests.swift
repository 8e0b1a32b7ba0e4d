import MusterCore
import MusterTestSupport
import Testing

@testable import MusterUI

/// What a user hears whose screen is read aloud.
@Suite struct ScreenReaderTests {
    private static let context = AppContext(
        host: "openrouter.ai",
        keyLabel: "from environment",
        isASCII: true,
        isForScreenReader: true
    )

    @Test func theLastLineTellsWhereTheCursorIs() {
        var state = AppState.browsing(context: Self.context)
        state.press(script: "jjj")
        #expect(
            state.world.message?.text.string
                == "4 of 9: meta-llama/llama-3.1-405b, verified, favourite"
        )
        state.press(script: "<space>")
        #expect(
            state.world.message?.text.string
                == "5 of 9: meta-llama/llama-3.1-405b-instruct, disabled"
        )
        state.press(script: "k")
        #expect(state.world.message?.text.string.hasSuffix("verified, marked, favourite") == true)
        state.press(script: "u")
        #expect(state.world.message?.text.string.hasPrefix("Undone") == true)
        #expect(state.world.log.entries.count == 1)
    }

    @Test(arguments: ["", "?", "p", "c", "w", "H", ":", "o", "<enter>", "!", "i", "/llama"])
    func thereAreNoBoxes(keys: String) {
        var state = AppState.browsing(context: Self.context)
        state.press(script: keys)
        let text = view(state).text
        #expect(text.unicodeScalars.allSatisfy { $0.isASCII })
        #expect(!text.contains("---"))
        #expect(!text.contains("|"))
        #expect(!text.contains("+--"))
    }

    @Test(arguments: ["jj", ":", "o"])
    func theCursorIsOnTheLineThatCounts(keys: String) {
        var state = AppState.browsing(context: Self.context)
        state.press(script: keys)
        #expect(view(state).cursor != nil)
    }

    @Test(arguments: ["w", "H", "=", "!", "b"])
    func aTitleStandsOnALineOfItsOwn(keys: String) {
        var state = AppState.browsing(
            size: Size(columns: 80, rows: 24),
            context: Self.context
        )
        state.press(script: "<space><space>\(keys)")
        #expect(view(state).text(row: 1).contains("sort:"))
        #expect(view(state).text(row: 2).trimmingPrefix { $0 == " " }.first?.isLetter == true)
    }

    @Test func anAnswerStandsBelowTheTable() {
        let size = Size(columns: 80, rows: 24)
        let state = GenerationScreenTests.streaming(size, context: Self.context)
        let rows = (0..<24).map { view(state).text(row: $0) }
        #expect(rows.contains { $0.hasPrefix(" Generation  x-ai/grok-code-fast-1") })
    }
}
