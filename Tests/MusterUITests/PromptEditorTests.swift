import Foundation
import MusterCore
import MusterTestSupport
import Testing

@testable import MusterUI

@Suite struct PromptEditorTests {
    init() throws { try #require(ScreenLocale.isUTF8) }

    private static func request(_ effects: [AppEffect]) -> GenerationRequest? {
        for case .generate(_, let request) in effects { return request }
        return nil
    }

    @Test func parametersGoWithThePrompt() throws {
        var state = AppState.browsing()
        let effects = state.press(script: "GpHi<tab>Be brief<tab>0.3<tab>200<tab>low<enter>")
        let request = try #require(Self.request(effects))
        #expect(request.prompt == "Hi")
        #expect(request.systemPrompt == "Be brief")
        #expect(request.temperature == 0.3)
        #expect(request.maxTokens == 200)
        #expect(request.reasoningEffort == .low)
    }

    @Test func theyAreKeptForTheNextPrompt() throws {
        var state = AppState.browsing()
        state.press(script: "GpHi<tab>Be brief<enter>")
        let request = try #require(Self.request(state.press(script: "pHo<enter>")))
        #expect(request.prompt == "Ho")
        #expect(request.systemPrompt == "Be brief")
    }

    @Test(
        arguments: [
            ("<tab><tab>3", "The temperature has to be between 0 and 2"),
            ("<tab><tab>hot", "The temperature has to be between 0 and 2"),
            ("<tab><tab><tab>0", "Max tokens has to be a number from 1 to 1000000"),
            (
                "<tab><tab><tab><tab>much",
                "The effort can be max xhigh high medium low minimal none"
            ),
        ]
    )
    func aWrongParameterIsNotSent(keys: String, complaint: String) {
        var state = AppState.browsing()
        #expect(Self.request(state.press(script: "GpHi\(keys)<enter>")) == nil)
        #expect(state.world.message?.text.string == complaint)
    }

    @Test func upAndDownCallUpEarlierPrompts() {
        var state = AppState.browsing()
        state.press(script: "GpOne<enter>pTwo<enter>pThr<up>")
        func text() -> String? {
            guard let prompt = state.top as? PromptRoom else { return nil }
            return prompt.field.text
        }
        #expect(text() == "Two")
        state.press(script: "<up><up>")
        #expect(text() == "One")
        state.press(script: "<down><down>")
        #expect(text() == "Thr")
    }

    @Test func upMovesWithinSeveralLines() {
        var state = AppState.browsing()
        state.press(script: "GpOne<enter>pa<c-j>b<up>x")
        guard let prompt = state.top as? PromptRoom else {
            Issue.record("the editor is closed")
            return
        }
        #expect(prompt.field.text == "ax\nb")
    }

    @Test func theCostIsEstimated() {
        var state = AppState.browsing()
        state.press(script: "Gp")
        // Grok takes $0.20 and $1.50 a million; 4096 tokens may come.
        #expect(view(state).text.contains("~8 tokens, at most $0.0061"))
        state.press(script: "<tab><tab><tab>100")
        #expect(view(state).text.contains("at most $0.00015"))
    }

    @Test func theEditorGetsTheTextAndBringsAnother() {
        var state = AppState.browsing()
        #expect(state.press(script: "GpHi<c-e>").last == .edit("Hi"))
        state.apply([.edited(.success("Ho\nho"))])
        guard let prompt = state.top as? PromptRoom else {
            Issue.record("the editor is closed")
            return
        }
        #expect(prompt.field.text == "Ho\nho")
        state.apply([.edited(.failure(.failed(reason: "vi could not be run")))])
        #expect(
            state.world.message?.text.string == "The editor returned nothing: vi could not be run"
        )
    }

    @Test(
        arguments: [
            ("abc<c-_>", ""), ("abc<bs><bs><c-_>", "ab"), ("abc<bs><bs><c-_><c-_>", "abc"),
            ("one two<c-w><c-_>", "one two"), ("a<c-_><c-_><c-_>", ""),
            ("ab<c-u><c-_>", "ab"),
        ]
    )
    func changesAreUndone(keys: String, text: String) {
        var field = TextField()
        for key in KeyPress.script(keys) { _ = field.apply(key) }
        #expect(field.text == text)
    }

    @Test func aHugeTextKeepsNoHistory() {
        var field = TextField(String(repeating: "a", count: 150_000))
        for _ in 0..<50 { _ = field.apply(.backspace) }
        _ = field.apply(.control("_"))
        #expect(field.characters.count == 149_950)
    }

    static let cases: [ScreenCase] = [
        ScreenCase("prompt-form") {
            var state = AppState.browsing(size: Size(columns: 80, rows: 24))
            state.press(script: "GpWrite is_prime<tab>Be brief<tab>0.2")
            return state
        }
    ]

    @Test(arguments: cases.filter(\.isSized))
    func screensAreAsRecorded(_ screen: ScreenCase) throws {
        try expectScreen(view(screen.make()).picture, screen.name)
    }
}
