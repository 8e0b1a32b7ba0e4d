import MusterCore
import MusterTestSupport
import Testing

@testable import MusterUI

@Suite struct FilterUpdateTests {
    init() throws { try #require(ScreenLocale.isUTF8) }

    static let cases = [
        UpdateCase("rows are filtered while typing", keys: "/llama") { state in
            state.shownIDs.count == 2 && state.world.catalog.filterField?.text == "llama"
        },
        UpdateCase("letters that are keys elsewhere are text", keys: "/jkqdpRB?") { state in
            state.world.catalog.filterField?.text == "jkqdpRB?" && state.shownIDs.isEmpty
                && state.world.activity == nil && state.stack.isEmpty
        },
        UpdateCase("Enter keeps it", keys: "/llama<enter>") { state in
            state.world.catalog.filterField == nil && state.shownIDs.count == 2
        },
        UpdateCase("Esc clears it", keys: "/llama<esc>") { state in
            state.world.catalog.filterField == nil && state.shownIDs.count == 9
        },
        UpdateCase("Ctrl-C clears it and does not quit", keys: "/llama<c-c>") { state in
            state.world.catalog.filterField == nil && state.shownIDs.count == 9
        },
        UpdateCase("Esc clears a kept one", keys: "/llama<enter><esc>") { state in
            state.world.catalog.filter.source.isEmpty && state.shownIDs.count == 9
        },
        UpdateCase("it is edited later", keys: "/llama<enter>/ instruct") { state in
            state.world.catalog.filterField?.text == "llama instruct" && state.shownIDs.count == 1
        },
        UpdateCase("Ctrl-U begins afresh", keys: "/llama<enter>/<c-u>nemo") { state in
            state.world.catalog.filterField?.text == "nemo" && state.shownIDs.count == 1
        },
        UpdateCase("Esc restores what was kept", keys: "/llama<enter>j/ instruct<esc>") { state in
            state.world.catalog.filterField == nil && state.shownIDs.count == 2
                && state.world.catalog.filter.source == "llama"
                && state.world.catalog.selection == 1
        },
        UpdateCase("Up recalls an earlier one", keys: "/llama<enter>/<c-u>nemo<enter>/<up>") {
            state in state.world.catalog.filterField?.text == "llama" && state.shownIDs.count == 2
        },
        UpdateCase("Down returns to one's own", keys: "/llama<enter><esc>/ne<up><down>") {
            state in state.world.catalog.filterField?.text == "ne"
        },
        UpdateCase("Up goes up the rows before it recalls", keys: "/llama<enter>/<down><up>") {
            state in
            state.world.catalog.filterField?.text == "llama"
                && state.world.catalog.selection == 0
        },
        UpdateCase("the beginning of a condition waits", keys: "/llama ct") { state in
            state.shownIDs.count == 2 && state.world.catalog.filter.complaints.isEmpty
        },
        UpdateCase("so does one without its value", keys: "/llama is:") { state in
            state.shownIDs.count == 2 && state.world.catalog.filter.complaints.isEmpty
        },
        UpdateCase("a kept one is a word", keys: "/ct<enter>") { state in
            state.shownIDs.count < 9
        },
        UpdateCase("the cursor is on the first row while typing", keys: "G/is:verified") { state in
            state.world.catalog.selection == 0
        },
        UpdateCase("is:up asks for what answers", keys: "/is:up<enter>") { state in
            !state.shownIDs.isEmpty
                && state.world.catalog.shown.allSatisfy {
                    [.verified, .reachable, .degraded].contains($0.verdict.availability)
                }
        },
        UpdateCase("rows can be walked while typing", keys: "/llama<down>") { state in
            state.selectedID == "meta-llama/llama-3.1-405b-instruct"
                && state.world.catalog.filterField != nil
        },
        UpdateCase("words are ANDed", keys: "/llama instruct<enter>") { state in
            state.shownIDs == ["meta-llama/llama-3.1-405b-instruct"]
        },
        UpdateCase("conditions filter", keys: "/is:verified has:hf<enter>") { state in
            state.shownIDs == ["meta-llama/llama-3.1-405b"]
        },
        UpdateCase("disabled rows can be hidden", keys: "/-is:disabled<enter>") { state in
            state.shownIDs.count == 8
        },
        UpdateCase("what cannot be read keeps the rows", keys: "/is:sleepy") { state in
            state.shownIDs.count == 9 && state.world.catalog.filter.complaints.count == 1
        },
        UpdateCase(
            "marked rows can be asked for",
            keys: "<space><space>/is:marked<enter>",
            effects: Catalog.sample.prefix(2).map { .setMarked([$0.id], true) }
        ) { state in state.shownIDs.count == 2 },
        UpdateCase("the best match comes first", keys: "/code<enter>") { state in
            state.shownIDs == ["x-ai/grok-code-fast-1", "agentica-org/deepcoder-14b-preview"]
                && state.world.catalog.isBestFirst
        },
        UpdateCase("s goes back to the order of a column", keys: "/code<enter>si") { state in
            state.shownIDs == ["agentica-org/deepcoder-14b-preview", "x-ai/grok-code-fast-1"]
                && !state.world.catalog.isBestFirst
        },
        UpdateCase("the next filter has its best match first", keys: "/code<enter>si<esc>/code") {
            state in state.world.catalog.isBestFirst && state.world.catalog.selection == 0
        },
        UpdateCase("Tab adds what all candidates share", keys: "/pr<tab>") { state in
            state.world.catalog.filterField?.text == "price<="
                && state.world.catalog.completion?.chosen == 0
        },
        UpdateCase("Tab completes the only candidate", keys: "/is:ver<tab>") { state in
            state.world.catalog.filterField?.text == "is:verified" && state.shownIDs.count == 2
                && state.world.catalog.completion == nil
        },
        UpdateCase("Tab goes on to its values", keys: "/aut<tab>meta<tab>") { state in
            state.world.catalog.filterField?.text == "author:meta-llama"
                && state.shownIDs.count == 2
        },
        UpdateCase("more Tabs go through the candidates", keys: "/is:un<tab><tab><tab>") { state in
            state.world.catalog.filterField?.text == "is:unlisted"
        },
        UpdateCase("Shift-Tab goes back", keys: "/is:un<tab><tab><backtab>") { state in
            state.world.catalog.filterField?.text == "is:unavailable"
        },
        UpdateCase("values are completed after each other", keys: "/-is:free|rou<tab>") { state in
            state.world.catalog.filterField?.text == "-is:free|router"
                && !state.shownIDs.contains("openrouter/auto")
        },
        UpdateCase("nothing to complete is no harm", keys: "/llama<tab><backtab>") { state in
            state.world.catalog.filterField?.text == "llama"
        },
        UpdateCase("typing after Tab goes on", keys: "/spe<tab>50") { state in
            state.world.catalog.filterField?.text == "speed>=50"
        },
        UpdateCase("the filter has the keys from any pane", keys: "<tab>/llama<enter>") {
            state in state.world.focus == .table && state.shownIDs.count == 2
        },
    ]

    @Test(arguments: cases)
    func keysFilter(_ each: UpdateCase) { each.check() }

    static let saving = [
        UpdateCase(
            "F saves the filter by a name",
            keys: "/llama  is:free<enter>FCheap<enter>",
            effects: [.saveFilter(name: "cheap", source: "llama is:free")]
        ) { state in state.stack.isEmpty },
        UpdateCase("a name must be one word", keys: "/llama<enter>Fa/b<enter>") { state in
            !state.stack.isEmpty && state.world.message?.tone == .warning
        },
        UpdateCase("a filter that cannot be read is not saved", keys: "/is:fre<enter>Fa<enter>") {
            state in !state.stack.isEmpty && state.world.message?.tone == .warning
        },
        UpdateCase("without a filter there is nothing to save", keys: "F") { state in
            state.stack.isEmpty && state.world.message != nil
        },
    ]

    @Test(arguments: saving)
    func filtersAreSaved(_ each: UpdateCase) { each.check() }

    @Test(arguments: [
        ("/tools", "10 models match param:tools: Tab", "param:tools"),
        ("/author is:limited", "10 models were never checked: Tab", "author is:unknown"),
        ("/model ctx>=900m", "10 models match without ctx>=900m: Tab", "model"),
    ])
    func aZeroSaysWhyAndOffersTheMend(keys: String, words: String, mended: String) {
        let models = Catalog.numbered(10).map { model in
            var model = model
            model.entry.supportedParameters = ["tools"]
            return model
        }
        for isKept in [false, true] {
            var state = AppState.browsing(models)
            state.press(script: keys + (isKept ? "<enter>" : ""))
            #expect(state.shownIDs.isEmpty)
            #expect(view(state).text.contains("No models match"))
            #expect(view(state).text.contains(words), "\(view(state).text)")
            state.press(script: "<tab>")
            #expect(state.shownIDs.count == 10)
            #expect(state.world.catalog.filter.source == mended)
        }
    }

    /// A row under the user's eyes must not vanish because it was checked.
    @Test func aRowThatNoLongerMatchesStaysUntilTheFilterChanges() {
        var state = AppState.browsing(Catalog.numbered(5))
        state.press(script: "/is:unknown<enter>")
        let ids = state.shownIDs
        var checked = Catalog.numbered(5)
        checked[2].verdict.availability = .reachable
        state.apply([.modelsLoaded(checked, lastRefresh: .noon)])
        #expect(state.shownIDs == ids)
        #expect(state.world.catalog.isHeld(2))
        #expect(!state.world.catalog.isHeld(1))
        state.press(script: "S")
        #expect(state.shownIDs == ids.reversed())
        state.press(script: "/<c-u>is:unknown<enter>")
        #expect(state.shownIDs.count == 4)
    }

    @Test func savedFiltersAreReadAndForgotten() {
        var state = AppState.browsing()
        state.press(script: "/@ll")
        #expect(state.world.catalog.filter.complaints.count == 1)
        state.apply([.savedFiltersLoaded(["ll": "llama 405b", "me": "author:meta-llama"])])
        #expect(state.world.catalog.filter.complaints.isEmpty)
        #expect(state.shownIDs.count == 2)
        state.press(script: "<c-u>@m<tab>")
        #expect(state.world.catalog.filterField?.text == "@me")
        state.press(script: "<enter>")
        let effects = state.apply([.keyPressed(.alt(.character("f")))])
        #expect(effects.isEmpty)
        #expect(state.press(script: "@ll<enter>") == [.saveFilter(name: "ll", source: nil)])
    }

    @Test func theCursorOfALongFilterIsInSight() throws {
        for columns in [10, 24, 60, 120] {
            var state = AppState.browsing(size: Size(columns: columns, rows: 20))
            state.press(script: "/")
            for _ in 0..<60 {
                state.apply([.pasted("作者a ")])
                let place = try #require(view(state).cursor)
                #expect(place.row == 1 && place.column < columns)
            }
            state.press(script: "<home>")
            #expect(view(state).cursor?.column == 2)
        }
    }

    @Test func aPasteIsOneLine() {
        var state = AppState.browsing()
        state.press(script: "/")
        state.apply([.pasted("llama\n405b")])
        #expect(state.world.catalog.filterField?.text == "llama 405b")
        #expect(state.shownIDs.count == 2)
    }

    @Test func theCursorStaysOnItsModel() {
        var state = AppState.browsing()
        state.press(script: "GS")
        #expect(state.selectedID == "x-ai/grok-code-fast-1")
        #expect(state.world.catalog.selection == 0)
        state.press(script: "/code<enter>")
        #expect(state.selectedID == "x-ai/grok-code-fast-1")
        state.press(script: "<esc>S")
        #expect(state.selectedID == "x-ai/grok-code-fast-1")
        let more = Catalog.sample + Catalog.numbered(30)
        state.apply([.modelsLoaded(more.reversed(), lastRefresh: .noon)])
        #expect(state.selectedID == "x-ai/grok-code-fast-1")
    }

    @Test func theCursorStaysInTheTableWhenItsModelGoes() {
        var state = AppState.browsing()
        state.press(script: "G")
        state.apply([.modelsLoaded(Array(Catalog.sample.prefix(3)), lastRefresh: .noon)])
        #expect(state.world.catalog.selection == 2)
        state.apply([.modelsLoaded([], lastRefresh: .noon)])
        #expect(state.world.catalog.selection == 0)
        #expect(state.selectedID == nil)
    }

    @Test func marksOfModelsThatAreGoneAreForgotten() {
        var state = AppState.browsing()
        state.press(script: "<space>G<space>")
        #expect(state.world.catalog.marked.count == 2)
        var kept = Catalog.sample[0]
        kept.isMarked = true
        state.apply([.modelsLoaded([kept], lastRefresh: .noon)])
        #expect(state.world.catalog.marked == [kept.id])
    }

    @Test func unlistedModelsAreShownWhenAskedFor() {
        let models = Catalog.sample + [.listed("gone/model", isListed: false)]
        var state = AppState.browsing(models)
        #expect(state.shownIDs.count == 9)
        #expect(state.world.catalog.listedCount == 9)
        state.press(script: "/is:unlisted<enter>")
        #expect(state.shownIDs == ["gone/model"])
    }
}
