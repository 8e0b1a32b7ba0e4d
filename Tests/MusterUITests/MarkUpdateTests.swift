import MusterCore
import MusterTestSupport
import Testing

@testable import MusterUI

@Suite struct MarkUpdateTests {
    init() throws { try #require(ScreenLocale.isUTF8) }

    static let first = ModelID(rawValue: "agentica-org/deepcoder-14b-preview")
    static let second = ModelID(rawValue: "anthropic/claude-haiku-4.5")
    static let llamas = ["meta-llama/llama-3.1-405b", "meta-llama/llama-3.1-405b-instruct"]
        .map(ModelID.init(rawValue:))
    static let llama = ModelID(rawValue: "meta-llama/llama-3.1-405b-instruct")

    static let cases = [
        UpdateCase(
            "d disables at once",
            keys: "d",
            effects: [.setDisabled([first], true, reason: nil)]
        ) { state in
            state.world.catalog.selected?.isDisabled == true
                && state.world.message?.text.string.contains("u undoes it") == true
        },
        UpdateCase("a range is shown, and ended by Esc", keys: "jvjj") { state in
            state.world.catalog.range == 1...3
                && view(state).text.contains("v mark 3  Esc cancel")
        },
        UpdateCase("Esc ends a range", keys: "jvjj<esc>") { $0.world.catalog.range == nil },
        UpdateCase(
            "d again enables",
            keys: "dd",
            effects: [
                .setDisabled([first], true, reason: nil), .setDisabled([first], false, reason: nil),
            ]
        ) { state in state.world.catalog.selected?.isDisabled == false },
        UpdateCase(
            "u undoes it, with the reason there was",
            keys: "jjjjdu",
            effects: [
                .setDisabled([llama], false, reason: nil),
                .setDisabled([llama], true, reason: "too slow for the batch"),
            ]
        ) { state in state.world.catalog.selected?.disabledReason == "too slow for the batch" },
        UpdateCase(
            "u undoes from the last back",
            keys: "dfuuu",
            effects: [
                .setDisabled([first], true, reason: nil), .setFavorite([first], true),
                .setFavorite([first], false), .setDisabled([first], false, reason: nil),
            ]
        ) { state in state.world.message?.text.string == "There is nothing to undo" },
        UpdateCase("f makes a favourite", keys: "f", effects: [.setFavorite([first], true)]) {
            state in state.world.catalog.selected?.isFavorite == true
        },
        UpdateCase(
            "A unmarks what the filter hides too",
            keys: "<space>/llama<enter>A",
            effects: [.setMarked([first], true), .setMarked([first], false)]
        ) { state in state.world.catalog.marked.isEmpty },
        UpdateCase(
            "what the filter hides is counted",
            keys: "<space>/llama<enter>",
            effects: [.setMarked([first], true)]
        ) { state in view(state).text(row: 0).contains("1 marked, 1 hidden") },
        UpdateCase("with nothing to undo it says so", keys: "u") { state in
            state.world.message?.text.string == "There is nothing to undo"
        },
        UpdateCase("with no model it says so", keys: "/zzz<enter>df") { state in
            state.world.message?.text.string == "There is no model under the cursor"
        },
        UpdateCase(
            "space marks and moves on",
            keys: "<space><space><up><space>",
            effects: [
                .setMarked([first], true), .setMarked([second], true), .setMarked([second], false),
            ]
        ) { state in state.world.catalog.marked == [first] && state.world.catalog.selection == 2 },
        UpdateCase(
            "a mark can be undone",
            keys: "<space>u",
            effects: [.setMarked([first], true), .setMarked([first], false)]
        ) { state in
            state.world.catalog.marked.isEmpty
                && state.world.message?.text.string == "Undone: \(first.rawValue) is unmarked"
        },
        UpdateCase(
            "a marks all that are shown, and u takes it back from those alone that it marked",
            keys: "/anthropic<enter><space>/<c-u>llama-3.1<enter>aau",
            effects: [
                .setMarked([second], true), .setMarked(llamas, true), .setMarked(llamas, false),
                .setMarked(llamas, true),
            ]
        ) { state in state.world.catalog.marked.count == 3 },
        UpdateCase("y copies the model ID", keys: "y", effects: [.copy("\(first.rawValue)")]),
        UpdateCase(
            "Y copies the Hugging Face ID",
            keys: "Y",
            effects: [.copy("agentica-org/DeepCoder-14B-Preview")]
        ),
        UpdateCase("Y says when there is none", keys: "jY") { state in
            state.world.message?.text.string == "There is no Hugging Face ID to copy"
        },
        UpdateCase(
            "v marks a range, either way",
            keys: "jjjvkkv",
            effects: [
                .setMarked(
                    [
                        second, ModelID(rawValue: "google/gemma-3-27b-it:free"),
                        ModelID(rawValue: "meta-llama/llama-3.1-405b"),
                    ],
                    true
                )
            ]
        ) { state in
            state.world.catalog.marked.count == 3
                && state.world.message?.text.string == "Marked 3 models; u undoes it"
        },
        UpdateCase(
            "D disables with a reason",
            keys: "Dno q<enter>",
            effects: [.setDisabled([first], true, reason: "no q")]
        ) { state in state.world.catalog.selected?.disabledReason == "no q" && state.stack.isEmpty
        },
        UpdateCase("Esc leaves D", keys: "Dno<esc>") { state in state.stack.isEmpty },
        UpdateCase(
            "i sets a Hugging Face ID, and u takes it back",
            keys: "ji<c-u>anthropic/Claude<enter>u",
            effects: [
                .setHuggingFaceID(second, HuggingFaceID(rawValue: "anthropic/Claude"), .manual),
                .setHuggingFaceID(second, nil, nil),
            ]
        ) { state in state.world.catalog.selected?.huggingFaceID == nil },
        UpdateCase("i refuses what is none", keys: "i<c-u>not one<enter>") { state in
            !state.stack.isEmpty
                && state.world.message?.text.string == "A Hugging Face ID has the form author/name"
        },
        UpdateCase(
            "d works in the details too",
            keys: "<enter>d",
            effects: [.setDisabled([first], true, reason: nil)]
        ) { state in (state.top as? DetailsRoom)?.scroll(state.world) == 0 },
    ]

    @Test(arguments: cases)
    func keysChangeMarks(_ each: UpdateCase) { each.check() }

    @Test func aStoreThatFailsIsAskedForTheTruth() {
        var state = AppState.browsing()
        state.press(script: "d")
        let effects = state.apply([.storeFailed(.readOnly(path: "/db"))])
        #expect(effects == [.loadModels])
        #expect(state.world.message?.tone == .error)
    }

    @Test func undoIsBounded() {
        var state = AppState.browsing()
        for _ in 0..<250 { state.press(script: "d") }
        #expect(state.world.undoStack.count == 100)
    }
}
