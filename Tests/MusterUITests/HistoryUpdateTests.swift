import Foundation
import MusterTestSupport
import Testing

@testable import MusterCore
@testable import MusterUI

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
        state.apply([.historyLoaded(1, entries)])
        return state
    }

    @Test func capitalHReadsIt() {
        var state = AppState.browsing()
        #expect(state.press(script: "H") == [.loadHistory(1, search: "")])
        #expect(view(state).text.contains("Loading"))
        state.apply([.historyLoaded(1, [])])
        #expect(view(state).text.contains("No generations yet"))
        state.press(script: "q")
        #expect(state.stack.isEmpty)
    }

    @Test func aSearchIsReadAsItIsWritten() {
        var state = Self.opened()
        #expect(
            state.press(script: "/ab") == [
                .loadHistory(2, search: "a"), .loadHistory(3, search: "ab"),
            ]
        )
        // What belongs to an earlier search comes too late.
        state.apply([.historyLoaded(2, [])])
        #expect(view(state).text.contains("Write is_prime in Python"))
        state.apply([.historyLoaded(3, [])])
        #expect(view(state).text.contains("No generation has this"))
        #expect(
            state.press(script: "<enter>/x") == [
                .loadHistory(4, search: ""), .loadHistory(5, search: "x"),
            ]
        )
        #expect(state.press(script: "<enter><esc>") == [.loadHistory(6, search: "")])
        state.press(script: "<esc>")
        #expect(state.stack.isEmpty)
    }

    @Test(arguments: [("<enter>", 9), ("j<enter>", 8), ("p", 9), ("y", 9), ("jY", 8)])
    func anEntryIsReadWhole(keys: String, id: Int64) {
        var state = Self.opened()
        #expect(state.press(script: keys) == [.loadGeneration(2, id)])
    }

    @Test func whatWasAskedForInAListThatWasClosedChangesNothing() {
        var state = Self.opened()
        state.press(script: "<enter>qH")
        #expect(state.apply([.generationLoaded(2, Self.stored)]).isEmpty)
        #expect(state.top is HistoryRoom)
        #expect(state.answers.answers.isEmpty)
    }

    private static func read(_ size: Size = Size(columns: 120, rows: 40)) -> AppState {
        var state = opened(size)
        state.press(script: "<enter>")
        state.apply([.generationLoaded(2, stored)])
        return state
    }

    @Test func anEntryIsShownOverTheList() {
        var state = Self.read()
        let text = view(state).text
        #expect(text.contains("Generation  x-ai/grok-code-fast-1 → completed"))
        #expect(text.contains("def is_prime(n): ..."))
        #expect(text.contains("Divide."))
        #expect(!state.world.needsTime)
        #expect(state.press(script: "y") == [.copy("def is_prime(n): ...")])
        state.press(script: "/prime")
        #expect(view(state).text.contains("prime"))
        state.press(script: "<enter>p")
        #expect(state.top is PromptRoom)
        state.press(script: "<esc>q")
        #expect((state.top as? HistoryRoom)?.selected?.id == 9)
    }

    /// What arrives meanwhile belongs to the panes beneath.
    @Test func itIsNotMistakenForARunningAnswer() {
        var state = AppState.browsing()
        state.press(script: "pHi<enter>H")
        state.apply([.historyLoaded(1, Self.entries)])
        state.press(script: "<enter>")
        state.apply([.generationLoaded(2, Self.stored)])
        state.apply([
            .generationUpdated(pane: 1, [.text("Hello")]), .resized(Size(columns: 80, rows: 24)),
        ])
        let text = view(state).text
        #expect(text.contains("is_prime") && !text.contains("Hello"))
        state.press(script: "qq")
        #expect(view(state).text.contains("Hello"))
    }

    /// Who reads one answer after another goes on where they were.
    @Test func theListStaysAsItWasLeft() {
        var state = Self.opened()
        state.press(script: "/p<enter>")
        state.apply([.historyLoaded(2, Self.entries)])
        #expect(state.press(script: "j<enter>") == [.loadGeneration(3, 8)])
        var stored = Self.stored
        stored.generation.id = 8
        state.apply([.generationLoaded(3, stored)])
        #expect(state.press(script: "<esc>").isEmpty)
        #expect((state.top as? HistoryRoom)?.selected?.id == 8)
        #expect((state.top as? HistoryRoom)?.searched == "p")
        // Closed, it begins anew.
        state.press(script: "qH")
        #expect((state.top as? HistoryRoom)?.searched == "")
    }

    @Test func aPromptIsAskedAgainWithWhatWentWithIt() {
        var state = Self.opened()
        state.press(script: "p")
        state.apply([.generationLoaded(2, Self.stored)])
        let effects = state.press(script: "<enter>")
        guard case .generate(_, let request)? = effects.first else {
            Issue.record("nothing was asked")
            return
        }
        #expect(request.modelID.rawValue == "x-ai/grok-code-fast-1")
        #expect(request.prompt == "Write is_prime")
        #expect(request.systemPrompt == "Be brief")
    }

    @Test func othersAreTheMarkedOnes() {
        var state = Self.opened()
        #expect(state.press(script: "P").isEmpty)
        #expect(state.world.message?.text.string.hasPrefix("No model is marked") == true)
        state.press(script: "qj<space>H")
        state.apply([.historyLoaded(2, Self.entries)])
        #expect(state.press(script: "P") == [.loadGeneration(3, 9)])
        state.apply([.generationLoaded(3, Self.stored)])
        guard let prompt = state.top as? PromptRoom else {
            Issue.record("there is no prompt")
            return
        }
        #expect(prompt.ids.map(\.rawValue) == ["anthropic/claude-haiku-4.5"])
    }

    @Test func answersAndWholesAreCopied() {
        var state = Self.opened()
        state.press(script: "y")
        #expect(state.apply([.generationLoaded(2, Self.stored)]) == [.copy("def is_prime(n): ...")])
        state.press(script: "Y")
        guard
            case .copy(let text)? = state.apply([
                .generationLoaded(3, Self.stored)
            ]).first
        else {
            Issue.record("nothing was copied")
            return
        }
        #expect(text.string.contains("## Prompt\n\nWrite is_prime"))
    }

    @Test func whatIsGoneIsSaid() {
        var state = Self.opened()
        state.press(script: "<enter>")
        #expect(state.apply([.generationLoaded(2, nil)]).isEmpty)
        #expect(state.world.message?.tone == .warning)
    }

    static let cases: [ScreenCase] = [
        ScreenCase("history-120x40") { opened() },
        ScreenCase("history-60x15") { opened(Size(columns: 60, rows: 15)) },
        ScreenCase("history-answer") { read(Size(columns: 80, rows: 24)) },
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
