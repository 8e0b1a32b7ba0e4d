import MusterCore
import MusterTestSupport
import Testing

@testable import MusterUI

/// Closing a room gives back what was beneath it, as it was.
@Suite struct RoomStackTests {
    init() throws { try #require(ScreenLocale.isUTF8) }

    /// Keys that open rooms, keys that cover and uncover them, and whether all is as before then.
    @Test(
        arguments: [
            ("aj b", "?q"), ("b", "w?qq"), ("b", "?<esc>"), ("jj<enter>", "wq"),
            ("jj<enter>jj", "?jjq"), ("H", "?q"), ("w", "?q"), ("=", "?q"), ("!", "?q"),
            ("jw", "?jjjq"), ("<enter>", "p<esc>"), ("<enter>", "Dtext<esc>"), ("aj b", "?jq?q"),
        ]
    )
    func closingGivesBackWhatWasBeneath(opening: String, covering: String) {
        var state = AppState.browsing(Catalog.sample + [Catalog.reachable("z/z")])
        state.press(script: "<space><space>" + opening.replacing(" ", with: ""))
        let before = state
        state.press(script: covering)
        #expect(state.stack.count == before.stack.count)
        for (room, was) in zip(state.stack, before.stack) { #expect(room.isSame(as: was)) }
        state.world.message = nil
        #expect(view(state) == view(before))
    }

    @Test func threeRoomsCloseInTurn() {
        var state = AppState.browsing()
        state.press(script: "<space>bw?")
        #expect(state.stack.map { "\(type(of: $0))" } == ["BatchRoom", "TimelineRoom", "HelpRoom"])
        for rest in [2, 1, 0] {
            state.press(script: "q")
            #expect(state.stack.count == rest)
        }
    }

    @Test func whatWasSentIsSeenWhateverItWasWrittenOver() {
        var state = AppState.browsing()
        state.press(script: "G<enter>pHi<enter>")
        #expect(state.stack.isEmpty)
        #expect(state.world.focus == .answers)
    }

    @Test func theWheelLeavesWhatIsBeingWrittenAlone() {
        var state = AppState.browsing()
        state.press(script: "Gpold<enter><tab>pnew")
        for kind in [MouseEvent.Kind.wheelUp, .wheelDown] {
            state.apply([.mouse(MouseEvent(kind, row: 20, column: 10))])
            #expect((state.top as? PromptRoom)?.field.text == "new")
        }
    }

    @Test func theWheelLeavesTheQuestionForAKeyOpen() {
        var context = AppContext.example
        context.lacksKey = true
        var state = AppState.browsing(context: context)
        state.press(script: "p")
        let cursor = state.selectedID
        state.apply([.mouse(MouseEvent(.wheelDown, row: 5, column: 10))])
        #expect(state.top is NoKeyRoom)
        #expect(state.selectedID == cursor)
    }

    @Test func anAltKeyThatMeansNothingIsEscAndThenTheKey() {
        var state = AppState.browsing()
        state.press(script: "?")
        state.apply([.keyPressed(.alt(.character("j")))])
        #expect(state.stack.isEmpty)
        #expect(state.world.catalog.selection == 1)
        // What the editor or an action knows stays what it is.
        state.press(script: "pone two")
        state.apply([.keyPressed(.alt(.character("b"))), .keyPressed(.character("X"))])
        #expect((state.top as? PromptRoom)?.field.text == "one Xtwo")
    }

    @Test func mappedKeysDoWhatTheyAreMappedTo() throws {
        var context = AppContext.example
        let (map, conflicts) = KeyMap.replacing([
            .repaint: [.function(5)], .refresh: [.control("l")], .suspend: [.function(6)],
            .undo: [.control("z")],
        ])
        #expect(conflicts.isEmpty)
        context.keyMap = map
        var state = AppState.browsing(context: context)
        #expect(state.press(script: "<c-l>") == [.refreshCatalog])
        #expect(state.apply([.keyPressed(.function(5))]) == [.repaint])
        #expect(state.apply([.keyPressed(.function(6))]) == [.suspend])
        #expect(state.press(script: "<c-z>").isEmpty)
        #expect(state.world.message?.text.string == "There is nothing to undo")
    }

    @Test(arguments: ["pHi", "/abc", "bF", "H/", ":", "D", "Gpx<enter>/"])
    func whatIsWrittenIsLeftByTheKeyThatCancels(opening: String) throws {
        var context = AppContext.example
        let (map, conflicts) = KeyMap.replacing([
            .cancel: [.function(2)], .copyModelID: [.escape], .interrupt: [.control("x")],
            .monitor: [.control("c")],
        ])
        #expect(conflicts.isEmpty)
        context.keyMap = map
        var state = AppState.browsing(context: context)
        let rest = opening.hasPrefix("bF") ? "<space>" : ""
        state.press(script: rest + opening)
        let before = view(state).text
        state.press(script: "<esc><c-c>")
        #expect(view(state).text == before)
        state.apply([.keyPressed(.function(2))])
        #expect(view(state).text != before)
        #expect(view(state).cursor == nil)
    }

    @Test func aPreparationThatWasGivenUpDoesNotAnswerTheNextOne() {
        var state = AppState.browsing()
        state.press(script: "G<space>b<enter>p.jsonl<enter><c-c>")
        #expect(state.press(script: "<enter>").count == 1)
        state.apply([.batchPrepared(1, .failure(BatchRefusal("Cancelled.")))])
        #expect(state.world.message == nil)
        guard case .preparing(2, _)? = (state.top as? BatchRoom)?.stage else {
            Issue.record("the second preparation is not waited for")
            return
        }
    }

    @Test func resultsOfAnEarlierCheckChangeNothing() {
        var state = AppState.browsing(Catalog.numbered(3))
        state.press(script: "c")
        state.apply([.checkFinished(1, .failure(.cancelled))])
        state.press(script: "jc")
        state.apply([.checkFinished(1, .success(CheckOutcome()))])
        #expect(state.world.check != nil)
    }

    @Test(arguments: ["/lla", "Gpx<enter>/lla"])
    func aClickElsewhereLeavesTheKeysToWhatIsWritten(opening: String) {
        var state = AppState.browsing(size: Size(columns: 140, rows: 40))
        state.press(script: opening)
        for column in [10, 130] {
            state.apply([
                .mouse(MouseEvent(.press, row: 6, column: column)),
                .mouse(MouseEvent(.release, row: 6, column: column)),
            ])
        }
        state.press(script: "ma?")
        let field = state.answers.searchField ?? state.world.catalog.filterField
        #expect(field?.text == "llama?")
        #expect(state.stack.isEmpty)
        state.press(script: "<esc>")
        #expect(view(state).cursor == nil)
    }

    @Test func altKeysOfALineEditorDoNotLeaveThePrompt() {
        var state = AppState.browsing()
        state.press(script: "pone two three")
        let keys = "bbd".map { KeyPress.alt(.character($0)) } + [.alt("c"), .alt("t"), .alt(".")]
        state.apply(keys.map { .keyPressed($0) })
        #expect((state.top as? PromptRoom)?.field.text == "one  three")
        #expect(!state.world.catalog.models.contains(where: \.isDisabled) || state.stack.count == 1)
    }

    @Test(arguments: ["/", ":", "p", "D", "H/"])
    func everyCharacterIsTextWhileOneWrites(opening: String) {
        var context = AppContext.example
        let (map, conflicts) = KeyMap.replacing([
            .suspend: ["Z"], .repaint: ["X"], .cancel: ["E", .escape],
        ])
        #expect(conflicts.isEmpty)
        context.keyMap = map
        var state = AppState.browsing(context: context)
        state.press(script: opening)
        let effects = state.press(script: "ZXE")
        #expect(!effects.contains(.suspend) && !effects.contains(.repaint))
        #expect(view(state).text.contains("ZXE"))
        #expect(view(state).text(row: 39).contains("Esc"))
        state.press(script: "<esc>")
        if opening != "H/" { #expect(state.stack.isEmpty) }
    }

    @Test(arguments: ["?", "!", "b", "H", "w", "o", "t", "<enter>"])
    func thePaletteOpensAboveEveryView(opening: String) {
        var state = AppState.browsing()
        state.press(script: opening + ":")
        #expect(state.top is PaletteRoom)
        state.press(script: "<esc>")
        #expect(state.stack.count == 1)
    }

    @Test func aMessageLeavesWithTheNextKey() {
        var state = AppState.browsing([Catalog.reachable("a/b")])
        state.press(script: "wy")
        #expect(state.world.message != nil)
        state.press(script: "c")
        #expect(state.top is CheckRoom)
        #expect(state.world.message == nil)
    }
}
