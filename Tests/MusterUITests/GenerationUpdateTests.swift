import MusterCore
import MusterTestSupport
import Testing

@testable import MusterUI

@Suite struct GenerationUpdateTests {
    init() throws { try #require(ScreenLocale.isUTF8) }

    static let grok = GrokNews.grok

    static func order(_ prompt: String, pane: Int = 1) -> AppEffect {
        .generate(
            pane: pane,
            GenerationRequest(modelID: grok, huggingFaceID: nil, prompt: prompt)
        )
    }

    static let cases = [
        UpdateCase("p opens a prompt", keys: "Gp") { state in
            guard let prompt = state.top as? PromptRoom else { return false }
            return prompt.ids == [grok] && prompt.field.isEmpty
        },
        UpdateCase(
            "Enter sends it and the pane has the keys",
            keys: "GpHi<enter>",
            effects: [order("Hi")]
        ) {
            state in
            state.world.focus == .answers && state.stack.isEmpty
                && state.answers.selected?.status == .connecting
        },
        UpdateCase(
            "Alt-Enter and Ctrl-J are new lines",
            keys: "Gpa<a-enter>b<c-j>c<enter>",
            effects: [order("a\nb\nc")]
        ),
        UpdateCase("letters are text", keys: "Gpqdj?<enter>", effects: [order("qdj?")]),
        UpdateCase("an empty prompt is not sent", keys: "Gp <enter>") { state in
            state.world.message?.text.string == "The prompt is empty; Esc leaves it"
                && state.answers.selected == nil
        },
        UpdateCase("Esc leaves, and the text is kept", keys: "Gpkept<esc>") { state in
            state.stack.isEmpty && state.world.prompts.draft.text == "kept"
        },
        UpdateCase(
            "a kept text is there again",
            keys: "Gpkept<esc>p<enter>",
            effects: [order("kept")]
        ),
        UpdateCase("a disabled model is refused", keys: "jjjjp") { state in
            state.stack.isEmpty
                && state.world.message?.text.string.contains("is disabled; d enables it") == true
        },
        UpdateCase("without a model there is no prompt", keys: "/zzz<enter>p") { state in
            state.stack.isEmpty && state.world.message?.text.string == "No models match"
        },
        UpdateCase(
            "Esc in the pane cancels",
            keys: "GpHi<enter><esc>",
            effects: [order("Hi"), .cancelGeneration(pane: 1)]
        ),
        UpdateCase(
            "Ctrl-C cancels too",
            keys: "GpHi<enter><c-c>",
            effects: [order("Hi"), .cancelGeneration(pane: 1)]
        ),
        UpdateCase(
            "Ctrl-C cancels from the table",
            keys: "GpHi<enter><tab><c-c>",
            effects: [order("Hi"), .cancelGeneration(pane: 1)]
        ),
        UpdateCase(
            "another prompt runs beside the first",
            keys: "GpHi<enter>pHo<enter>",
            effects: [order("Hi"), order("Ho", pane: 2)]
        ) { state in state.answers.answers.count == 2 && state.answers.index == 1 },
        UpdateCase("z zooms the pane", keys: "GpHi<enter>z", effects: [order("Hi")]) {
            state in state.world.isZoomed
        },
        UpdateCase("z elsewhere says where", keys: "z") { state in
            !state.world.isZoomed && state.world.message != nil
        },
        UpdateCase("q leaves the running pane", keys: "GpHi<enter>q", effects: [order("Hi")]) {
            state in state.world.focus == .table && state.answers.selected != nil
        },
    ]

    @Test(arguments: cases)
    func keysGenerate(_ each: UpdateCase) { each.check() }

    /// The second, which is selected, has ended.
    @Test(arguments: ["<tab><esc>", "<c-c>", "<tab><c-c>"])
    func anAnswerBesideTheSelectedOneIsCancelled(keys: String) {
        var state = AppState.browsing()
        state.press(script: "GpHi<enter>pHo<enter>")
        state.apply([GrokNews.finished(pane: 2, .completed)])
        #expect(state.press(script: keys).contains(.cancelGeneration(pane: 1)))
    }

    @Test func aPasteKeepsItsLines() {
        var state = AppState.browsing()
        state.press(script: "Gp")
        state.apply([.pasted("one\ntwo\n")])
        #expect(state.press(script: "<enter>") == [Self.order("one\ntwo\n")])
    }

    @Test func aPasteElsewhereIsNotObeyed() {
        var state = AppState.browsing()
        #expect(state.apply([.pasted("dRBq")]).isEmpty)
        #expect(state.world.activity == nil)
    }

    @Test func withoutAKeyThereIsNoPrompt() {
        var context = AppContext.example
        context.lacksKey = true
        var state = AppState.browsing(context: context)
        state.press(script: "Gp")
        #expect(state.top is NoKeyRoom)
        #expect(state.world.log.entries.first?.text.string.contains("OPENROUTER_API_KEY") == true)
    }

    /// Where a key has been set meanwhile, the prompt is for the models that it was asked for.
    @Test func aKeyOpensThePromptThatWasAskedFor() throws {
        var context = AppContext.example
        context.lacksKey = true
        var state = AppState.browsing(context: context)
        #expect(state.press(script: "  P").contains(.lookForKey))
        state.apply([.keyLookedUp(label: "file", isMissing: false)])
        let room = try #require(state.top as? PromptRoom)
        #expect(Set(room.ids) == Set(state.world.catalog.marked) && room.ids.count == 2)
    }

    @Test func theKeyIsLookedForAgainInTheBox() {
        var context = AppContext.example
        context.lacksKey = true
        var state = AppState.browsing(context: context)
        state.press(script: "p")
        #expect(state.press(script: "p") == [.lookForKey])
        state.apply([.keyLookedUp(label: "none", isMissing: true)])
        #expect(state.top is NoKeyRoom)
        #expect(state.world.message?.text.string == "There is still no key")
        #expect(state.press(script: "p") == [.lookForKey])
        state.apply([.keyLookedUp(label: "file", isMissing: false)])
        #expect(state.top is PromptRoom)
    }

    @Test func anAnswerThatStreamsIsNotLostToOneKey() {
        var state = AppState.browsing()
        state.press(script: "GpHi<enter>")
        state.apply(GrokNews.streaming([]))
        state.press(script: "<tab>")
        #expect(state.world.focus != .answers)
        #expect(state.press(script: "q").isEmpty)
        #expect(state.world.message?.text.string.contains("An answer is streaming") == true)
        #expect(state.press(script: "q") == [.quit])
    }

    @Test func newsMoveThePane() throws {
        var state = AppState.browsing()
        state.press(script: "GpHi<enter>")
        state.apply(Array(GrokNews.streaming([]).prefix(2)))
        #expect(state.answers.selected?.status == .waiting)
        #expect(state.world.needsTime)
        state.apply(GrokNews.streaming(["Yes", ", it is."]))
        #expect(state.answers.selected?.status == .streaming)
        #expect(state.answers.selected?.transcript.text(of: .text) == "Yes, it is.")
        #expect(state.answers.selected?.transcript.text(of: .reasoning) == "Let me think.")
        let effects = state.apply([GrokNews.finished(.completed)])
        #expect(effects == [.loadModels])
        #expect(state.answers.selected?.status == .completed)
    }

    @Test func newsGoToTheirPane() {
        var state = AppState.browsing()
        state.press(script: "GpHi<enter>pHo<enter>")
        state.apply(GrokNews.streaming(pane: 1, ["old"]))
        // What a model did is evidence, whoever looks.
        #expect(state.apply([GrokNews.finished(pane: 1, .cancelled)]) == [.loadModels])
        #expect(state.answers.selected?.status == .connecting)
        #expect(state.answers.selected?.transcript.text(of: .text).isEmpty == true)
        #expect(state.answers.answers[0].transcript.text(of: .text) == "old")
    }

    @Test(arguments: GenerationStatus.allCases.filter(\.isFinal))
    func qClosesAFinishedPaneThenQuits(status: GenerationStatus) {
        var state = AppState.browsing()
        state.press(script: "GpHi<enter>")
        state.apply([GrokNews.finished(status)])
        #expect(state.press(script: "q").isEmpty)
        #expect(state.answers.selected == nil)
        #expect(state.world.focus == .table)
        #expect(state.press(script: "q") == [.quit])
    }

    /// The same key has just sent the prompt.
    @Test func aPaidModelTakesAFreeOnesPlaceOnlyWhenAskedTwice() {
        var free = Model.listed("a/x:free")
        free.entry.isFree = true
        var state = AppState.browsing([free, Model.listed("a/y")])
        state.press(script: "pHi<enter>")
        state.apply([GrokNews.finished(.failed)])
        #expect(state.press(script: "<enter>").isEmpty)
        #expect(state.world.message?.text.string == "a/y is not free; Enter again asks it")
        #expect(state.press(script: "j<enter>").isEmpty)
        #expect(!state.press(script: "<enter>").isEmpty)
        #expect(state.answers.selected?.modelID.rawValue == "a/y")
    }

    @Test func escEndsARange() {
        var state = AppState.browsing()
        state.press(script: "vj<esc>")
        #expect(state.world.message?.text.string == "The range was cancelled; nothing was marked")
        state.press(script: "jv")
        #expect(state.world.catalog.marked.isEmpty)
    }

    @Test func theEndStaysInSightUntilScrolled() throws {
        var state = AppState.browsing()
        state.press(script: "GpHi<enter>")
        state.apply(GrokNews.streaming((0..<60).map { "line \($0)\n" }))
        #expect(view(state).text.contains("line 59"))
        state.press(script: "kkkk")
        #expect(state.answers.selected?.isFollowing == false)
        state.apply([.generationUpdated(pane: 1, [.text("line 60\n")])])
        #expect(!view(state).text.contains("line 60"))
        #expect(view(state).text.contains("more lines; G follows"))
        state.press(script: "G")
        #expect(view(state).text.contains("line 60"))
        state.press(script: "g")
        #expect(view(state).text.contains("Hi"))
    }
}
