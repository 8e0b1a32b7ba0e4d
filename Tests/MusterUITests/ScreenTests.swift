import Foundation
import MusterTestSupport
import Testing

@testable import MusterCore
@testable import MusterUI

@Suite struct ScreenTests {
    init() throws { try #require(ScreenLocale.isUTF8) }

    static let ascii = AppContext(
        host: "openrouter.ai",
        keyLabel: "from environment",
        isASCII: true
    )

    static let details = ModelDetails(
        id: ModelID(rawValue: "meta-llama/llama-3.1-405b"),
        description: "The base model of the largest Llama 3.1.\n\nFor chat, take Instruct.",
        ladder: RouteLadder(
            modelID: ModelID(rawValue: "meta-llama/llama-3.1-405b"),
            huggingFaceID: HuggingFaceID(rawValue: "meta-llama/llama-3.1-405B"),
            preference: .casedFirst
        ),
        workingRoute: "meta-llama/llama-3.1-405B",
        evidence: [
            Evidence(
                modelID: ModelID(rawValue: "meta-llama/llama-3.1-405b"),
                observedAt: .minutesAgo(30),
                kind: .completion,
                finding: .answered,
                detail: "answered by Hyperbolic"
            )
        ]
    )

    static let catalogs: [ScreenCase] = [
        ScreenCase("catalog-120x40") { .browsing() },
        ScreenCase("catalog-80x24") { .browsing(size: Size(columns: 80, rows: 24)) },
        ScreenCase("catalog-60x15") { .browsing(size: Size(columns: 60, rows: 15)) },
        ScreenCase("catalog-40x10") { .browsing(size: Size(columns: 40, rows: 10)) },
        ScreenCase("catalog-20x5") { .browsing(size: Size(columns: 20, rows: 5)) },
        ScreenCase("catalog-200x50") { .browsing(size: Size(columns: 200, rows: 50)) },
        ScreenCase("catalog-scrolled") {
            var state = AppState.browsing(
                Catalog.numbered(340),
                size: Size(columns: 80, rows: 24)
            )
            state.press(script: "<pgdn><pgdn>kk")
            return state
        },
        ScreenCase("catalog-marked") {
            var state = AppState.browsing(size: Size(columns: 100, rows: 20))
            state.press(script: "<space><space>j<space>f")
            state.apply([.timePassed(.noon.addingTimeInterval(60))])
            return state
        },
        ScreenCase("catalog-ascii") { .browsing(context: ascii) },
        ScreenCase("catalog-empty") { .browsing([], size: Size(columns: 80, rows: 24)) },
        ScreenCase("catalog-empty-refreshing") {
            var state = AppState.browsing([], size: Size(columns: 80, rows: 24))
            state.press(script: "R")
            return state
        },
        ScreenCase("catalog-loading") {
            var state = AppState(
                context: .example,
                size: Size(columns: 80, rows: 24),
                now: .noon
            )
            state.apply([.resized(state.world.size)])
            return state
        },
        ScreenCase("catalog-backfilling") {
            var state = AppState.browsing(size: Size(columns: 100, rows: 20))
            state.press(script: "B")
            state.apply([.backfillProgressed(done: 18, total: 43)])
            return state
        },
        ScreenCase("catalog-wide-characters") {
            let models: [Model] = [
                .listed("author/plain", name: "作者 모델 🐬 e\u{301}", hub: "author/Plain"),
                .listed("author/作者の模型-7b", name: "Wide"),
            ]
            return .browsing(models, size: Size(columns: 100, rows: 14))
        },
    ]

    static let filters: [ScreenCase] = [
        ScreenCase("filter-completion") {
            var state = AppState.browsing(size: Size(columns: 80, rows: 24))
            state.press(script: "/-is:free|rou<tab> p<tab><tab>")
            return state
        },
        ScreenCase("filter-long-complaint-60x15") {
            var state = AppState.browsing(size: Size(columns: 60, rows: 15))
            state.press(script: "/llama author:meta-llama in:text out:text ctx>=1k is:nonsense")
            return state
        },
        ScreenCase("filter-typing") {
            var state = AppState.browsing()
            state.press(script: "/llama")
            return state
        },
        ScreenCase("filter-kept") {
            var state = AppState.browsing(size: Size(columns: 80, rows: 24))
            state.press(script: "/llama 405b<enter>S")
            return state
        },
        ScreenCase("filter-no-match") {
            var state = AppState.browsing(size: Size(columns: 80, rows: 24))
            state.press(script: "/nothing like it<enter>")
            return state
        },
        ScreenCase("filter-complaint") {
            var state = AppState.browsing()
            state.press(script: "/llama ctx>=lots")
            return state
        },
    ]

    static let overlays: [ScreenCase] = [
        ScreenCase("details-beside") {
            var state = AppState.browsing()
            state.press(script: "jjj<tab>")
            state.apply([.detailsLoaded(details)])
            return state
        },
        ScreenCase("details-on-top") {
            var state = AppState.browsing(size: Size(columns: 80, rows: 24))
            state.press(script: "jjj<enter>")
            state.apply([.detailsLoaded(details)])
            return state
        },
        ScreenCase("help-120x40") {
            var state = AppState.browsing()
            state.press(script: "?")
            return state
        },
        ScreenCase("help-60x15") {
            var state = AppState.browsing(size: Size(columns: 60, rows: 15))
            state.press(script: "?<pgdn>")
            return state
        },
        ScreenCase("reason") {
            var state = AppState.browsing(size: Size(columns: 80, rows: 24))
            state.press(script: "Dnobody serves it")
            return state
        },
        ScreenCase("identify") {
            var state = AppState.browsing(size: Size(columns: 80, rows: 24))
            state.press(script: "i<left><left>")
            return state
        },
        ScreenCase("prompt-empty") {
            var state = AppState.browsing(size: Size(columns: 80, rows: 24))
            state.press(script: "Gp")
            return state
        },
        ScreenCase("prompt-lines") {
            var state = AppState.browsing(size: Size(columns: 60, rows: 15))
            state.press(script: "Gp")
            state.apply([
                .pasted("Is 作者 wide?\nA second line that is too long for the box, so it goes on.")
            ])
            state.press(script: "<left><left>")
            return state
        },
        ScreenCase("hostile") {
            let name =
                "Evil \u{1B}[31mred\u{1B}[0m\u{1B}]0;owned\u{07} \u{202E}txet\u{202C}\u{200B}!\n2"
            let model = Model.listed(
                "mallory/trust-me-7b",
                name: name,
                verdict: .judged(.verified, "answered by \u{1B}[2J\u{9B}7mEve", at: .minutesAgo(5))
            )
            var state = AppState.browsing([model])
            state.apply([
                .detailsLoaded(
                    ModelDetails(
                        id: model.id,
                        description:
                            "A \u{1B}]8;;http://x/\u{07}link\u{1B}]8;;\u{07}, \u{202E}bad\u{202C}.",
                        ladder: RouteLadder(
                            modelID: model.id,
                            huggingFaceID: nil,
                            preference: .casedFirst
                        ),
                        workingRoute: nil,
                        evidence: []
                    )
                ),
                .storeFailed(.failed(path: "/a\u{1B}[2Jb", reason: "\u{07}no")),
            ])
            return state
        },
    ]

    @Test(arguments: (catalogs + filters + overlays).filter(\.isSized))
    func screensAreAsRecorded(_ screen: ScreenCase) throws {
        try expectScreen(view(screen.make()).picture, screen.name)
    }
}
