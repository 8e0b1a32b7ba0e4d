import Foundation
import MusterTestSupport
import MusterUI
import Testing

@testable import MusterCore

@Suite struct HistoryUpdateTests {
    init() throws { try #require(ScreenLocale.isUTF8) }

    private static let entries: [HistoryEntry] = [
        HistoryEntry(
            id: 9,
            createdAt: .minutesAgo(3),
            modelID: ModelID(rawValue: "x-ai/grok-code-fast-1"),
            status: .completed,
            promptBeginning: "Write is_prime\nin Python",
            textBeginning: "def is_prime",
            cost: Decimal(string: "0.00021")
        ),
        HistoryEntry(
            id: 8,
            createdAt: .minutesAgo(90),
            modelID: ModelID(rawValue: "agentica-org/deepcoder-14b-preview"),
            answeringModelID: ModelID(rawValue: "mistralai/mistral-nemo"),
            status: .interrupted,
            promptBeginning:
                "Evil \u{1B}[31m\u{202E}prompt, and one that is too long for any screen",
            textBeginning: ""
        ),
    ]

    private static let stored: StoredGeneration = {
        var generation = Generation(
            id: 9,
            modelID: ModelID(rawValue: "x-ai/grok-code-fast-1"),
            status: .completed
        )
        generation.text = "def is_prime(n): ..."
        generation.reasoning = "Divide."
        return StoredGeneration(
            createdAt: .minutesAgo(3),
            systemPrompt: "Be brief",
            prompt: "Write is_prime",
            generation: generation
        )
    }()

    private static func opened(_ size: Size = Size(columns: 120, rows: 40)) -> AppState {
        var state = AppState.browsing(size: size)
        state.press(script: "H")
        state.apply([.historyLoaded(entries, search: "")])
        return state
    }

    @Test func capitalHReadsIt() {
        var state = AppState.browsing()
        #expect(state.press(script: "H") == [.loadHistory(search: "")])
        #expect(view(state).text.contains("Loading"))
        state.apply([.historyLoaded([], search: "")])
        #expect(view(state).text.contains("No generations yet"))
        state.press(script: "q")
        #expect(state.overlay == nil)
    }

    @Test func aSearchIsReadAsItIsWritten() {
        var state = Self.opened()
        #expect(
            state.press(script: "/ab") == [.loadHistory(search: "a"), .loadHistory(search: "ab")]
        )
        // What belongs to an earlier search comes too late.
        state.apply([.historyLoaded([], search: "a")])
        #expect(view(state).text.contains("Write is_prime in Python"))
        state.apply([.historyLoaded([], search: "ab")])
        #expect(view(state).text.contains("No generation has this"))
        #expect(
            state.press(script: "<enter>/x") == [
                .loadHistory(search: ""), .loadHistory(search: "x"),
            ]
        )
        #expect(state.press(script: "<enter><esc>") == [.loadHistory(search: "")])
        state.press(script: "<esc>")
        #expect(state.overlay == nil)
    }

    @Test(
        arguments: [
            ("<enter>", 9, .show), ("j<enter>", 8, .show), ("p", 9, .askAgain),
            ("P", 9, .askOthers), ("y", 9, .copyAnswer), ("jY", 8, .copyMarkdown),
        ] as [(String, Int64, HistoryState.Purpose)]
    )
    func anEntryIsReadForAPurpose(keys: String, id: Int64, purpose: HistoryState.Purpose) {
        var state = Self.opened()
        #expect(state.press(script: keys) == [.loadGeneration(id, purpose)])
    }

    @Test func anEntryIsShownInThePane() {
        var state = Self.opened()
        state.apply([.generationLoaded(Self.stored, .show)])
        #expect(state.overlay == nil)
        #expect(state.focus == .generation)
        let text = view(state).text
        #expect(text.contains("Generation  x-ai/grok-code-fast-1 → completed"))
        #expect(text.contains("def is_prime(n): ..."))
        #expect(text.contains("Divide."))
        #expect(!state.needsTime)
    }

    @Test func aPromptIsAskedAgainWithWhatWentWithIt() {
        var state = Self.opened()
        state.apply([.generationLoaded(Self.stored, .askAgain)])
        let effects = state.press(script: "<enter>")
        guard case .generate(_, let request)? = effects.first else {
            Issue.record("nothing was asked")
            return
        }
        #expect(request.modelID.rawValue == "x-ai/grok-code-fast-1")
        #expect(request.prompt == "Write is_prime")
        #expect(request.systemPrompt == "Be brief")
    }

    @Test func othersAreTheMarkedOnesOrTheOneUnderTheCursor() {
        var state = AppState.browsing()
        state.press(script: "jH")
        state.apply([
            .historyLoaded(Self.entries, search: ""), .generationLoaded(Self.stored, .askOthers),
        ])
        guard case .prompt(let prompt) = state.overlay else {
            Issue.record("there is no prompt")
            return
        }
        #expect(prompt.models.map(\.id.rawValue) == ["anthropic/claude-haiku-4.5"])
    }

    @Test func answersAndWholesAreCopied() {
        var state = Self.opened()
        #expect(
            state.apply([.generationLoaded(Self.stored, .copyAnswer)])
                == [.copy("def is_prime(n): ...")]
        )
        guard
            case .copy(let text)? = state.apply([
                .generationLoaded(Self.stored, .copyMarkdown)
            ]).first
        else {
            Issue.record("nothing was copied")
            return
        }
        #expect(text.string.contains("## Prompt\n\nWrite is_prime"))
    }

    @Test func whatIsGoneIsSaid() {
        var state = Self.opened()
        #expect(state.apply([.generationLoaded(nil, .show)]).isEmpty)
        #expect(state.message?.tone == .warning)
    }

    static let cases: [ScreenCase] = [
        ScreenCase("history-120x40") { opened() },
        ScreenCase("history-60x15") { opened(Size(columns: 60, rows: 15)) },
        ScreenCase("history-search") {
            var state = opened(Size(columns: 80, rows: 24))
            state.press(script: "/prime")
            return state
        },
    ]

    @Test(arguments: cases.filter(\.isSized))
    func screensAreAsRecorded(_ screen: ScreenCase) throws {
        try expectScreen(view(screen.make()).picture, screen.name)
    }
}
