import Testing

@testable import MusterUI

@Suite struct ActionTests {
    @Test func noKeyIsBoundTwice() {
        let keys = Action.allCases.flatMap(\.keys)
        #expect(Set(keys).count == keys.count)
        for action in Action.allCases {
            #expect(!action.keys.isEmpty)
            for key in action.keys { #expect(KeyMap.standard.action(for: key) == action) }
        }
    }

    /// The keys that other programs and people's fingers rely on.
    @Test(arguments: [
        ("j", Action.moveDown), ("<down>", .moveDown), ("k", .moveUp), ("<up>", .moveUp),
        ("g", .moveToTop), ("<home>", .moveToTop), ("G", .moveToBottom), ("<end>", .moveToBottom),
        ("<c-d>", .halfPageDown), ("<c-u>", .halfPageUp), ("<pgdn>", .pageDown),
        ("<pgup>", .pageUp), ("/", .filter), ("s", .chooseSort), ("S", .reverseSort),
        ("<enter>", .showDetails), ("<tab>", .nextPane), ("z", .zoom), ("<space>", .mark),
        ("p", .prompt), ("<esc>", .cancel), ("<c-c>", .interrupt), ("d", .disable),
        ("u", .undo), ("f", .favorite), ("R", .refresh), ("B", .backfill), ("y", .copyModelID),
        ("Y", .copyHuggingFaceID), ("?", .help), ("<c-l>", .repaint), ("<c-z>", .suspend),
        ("q", .quit), ("v", .markRange), ("D", .disableWithReason), ("i", .identify),
    ])
    func promisedKeysHaveTheirAction(script: String, action: Action) throws {
        let key = try #require(KeyPress.script(script).first)
        #expect(KeyMap.standard.action(for: key) == action)
    }

    @Test func everyActionSaysWhatItDoes() {
        #expect(Set(Action.allCases.map { $0.title() }).count == Action.allCases.count)
        for action in Action.allCases { #expect(!action.title().isEmpty) }
    }

    @Test func hintsHaveWords() {
        for action in Action.hints { #expect(action.hint != nil) }
        let hinted = Action.allCases.filter { $0.hint != nil }
        #expect(Set(hinted) == Set(Action.hints))
    }

    @Test func keysAreNamedForPeople() {
        let names = KeyPress.script("<c-d><a-enter><space><esc><pgup>x<backtab>").map { "\($0)" }
        #expect(names == ["Ctrl-D", "Alt-Enter", "space", "Esc", "PgUp", "x", "Shift-Tab"])
    }

    @Test(arguments: Action.allCases)
    func titlesFitTheHelp(action: Action) {
        // Half of 116 columns, less the keys and the margins.
        #expect(action.title().count <= 46)
    }
}
