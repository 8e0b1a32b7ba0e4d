import Foundation
import MusterCore
import MusterTestSupport
import Testing

@testable import MusterUI

@Suite struct GenerationScreenTests {
    init() throws { try #require(ScreenLocale.isUTF8) }

    static let pieces = [
        "def is_prime(n):\n", "    \"\"\"Say whether n is ", "prime.\"\"\"\n",
        "    return n > 1 and all(n % d for d in range(2, int(n ** 0.5) + 1))\n\n",
        "It tries every divisor up to the square root, 作者.",
    ]

    static let sizes = [Size(columns: 120, rows: 40), Size(columns: 80, rows: 24)]

    /// A screen on which grok has been asked something.
    static func asked(_ size: Size, context: AppContext = .example) -> AppState {
        var state = AppState.browsing(size: size, context: context)
        state.press(script: "Gp")
        state.apply([.pasted("Write is_prime in Python")])
        state.press(script: "<enter>")
        return state
    }

    /// The same while the answer streams.
    static func streaming(_ size: Size, context: AppContext = .example) -> AppState {
        var state = asked(size, context: context)
        state.apply(GrokNews.streaming(pieces))
        state.apply([.timePassed(.noon.addingTimeInterval(2.2))])
        return state
    }

    static let cases: [ScreenCase] = [
        ScreenCase("generation-connecting") { asked(sizes[1]) },
        ScreenCase("generation-waiting") {
            var state = asked(sizes[1])
            state.apply(Array(GrokNews.streaming([]).prefix(2)))
            state.apply([.timePassed(.noon.addingTimeInterval(3))])
            return state
        },
        ScreenCase("generation-streaming") { streaming(sizes[0]) },
        ScreenCase("generation-streaming-60x15") { streaming(Size(columns: 60, rows: 15)) },
        ScreenCase("generation-streaming-40x10") { streaming(Size(columns: 40, rows: 10)) },
        ScreenCase("generation-streaming-ascii") {
            streaming(sizes[1], context: ScreenTests.ascii)
        },
        ScreenCase("generation-zoomed") {
            var state = streaming(sizes[1])
            state.press(script: "z")
            return state
        },
        ScreenCase("generation-completed") {
            var state = streaming(sizes[0])
            let usage = TokenUsage(
                promptTokens: 12,
                completionTokens: 168,
                reasoningTokens: 20,
                cost: Decimal(string: "0.00021")
            )
            state.apply([GrokNews.finished(.completed, usage: usage)])
            return state
        },
        ScreenCase("generation-cancelled") {
            var state = streaming(sizes[1])
            state.apply([GrokNews.finished(.cancelled)])
            return state
        },
        ScreenCase("generation-truncated") {
            var state = streaming(sizes[1])
            let failure = ServiceFailure(
                .connection,
                httpStatus: 200,
                message: "the stream ended without an end mark"
            )
            state.apply([GrokNews.finished(.truncated, failure: failure)])
            return state
        },
        ScreenCase("generation-failed") {
            var state = asked(sizes[1])
            let failure = ServiceFailure(
                .notFound,
                httpStatus: 404,
                message: "Provider returned error"
            )
            state.apply([GrokNews.finished(.failed, failure: failure)])
            return state
        },
        ScreenCase("generation-unfocused") {
            var state = streaming(sizes[0])
            state.press(script: "<tab>/llama")
            return state
        },
    ]

    @Test(arguments: cases.filter(\.isSized))
    func screensAreAsRecorded(_ screen: ScreenCase) throws {
        try expectScreen(view(screen.make()).picture, screen.name)
    }

    @Test(arguments: GenerationStatus.allCases)
    func theTitleHasThePromisedWords(status: GenerationStatus) throws {
        var state = Self.asked(Size(columns: 100, rows: 30))
        switch status {
        case .connecting: break
        case .waiting: state.apply(Array(GrokNews.streaming([]).prefix(2)))
        case .streaming: state.apply(GrokNews.streaming(["x"]))
        case .completed, .cancelled, .truncated, .failed, .interrupted:
            state.apply([GrokNews.finished(status)])
        }
        let title = try #require(
            view(state).text.split(separator: "\n").first { $0.contains("Generation") }
        )
        #expect(title.contains("x-ai/grok-code-fast-1"))
        #expect(title.contains(status.rawValue))
    }
}
