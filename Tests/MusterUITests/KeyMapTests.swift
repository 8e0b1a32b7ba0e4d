import Testing

@testable import MusterUI

@Suite struct KeyMapTests {
    @Test(arguments: KeyPress.script("jG?=!<space><c-d><a-enter><esc><tab><backtab><up><pgdn>"))
    func aKeyIsReadAsItIsNamed(key: KeyPress) {
        #expect(KeyPress(name: "\(key)") == key)
    }

    @Test(arguments: [
        ("f5", KeyPress.function(5)), ("F12", .function(12)), ("ctrl-x", .control("x")),
        ("ALT-F1", .alt(.function(1))), ("Space", .character(" ")),
    ])
    func namesAreReadInAnyCase(name: String, key: KeyPress) {
        #expect(KeyPress(name: name) == key)
    }

    @Test(arguments: [
        "", "F0", "F13", "ctrl-", "ctrl-ab", "alt-", "jj", "hyper-x", " ", "Ctrl-I", "Ctrl-M",
        "Ctrl-[", "Ctrl-1",
    ])
    func whatIsNoKeyIsNone(name: String) { #expect(KeyPress(name: name) == nil) }

    @Test func actionsAreFoundByTheirNames() {
        for action in Action.allCases { #expect(Action(name: action.name) == action) }
        #expect(Action.copyHuggingFaceID.name == "copy-hugging-face-id")
        #expect(Action.moveToTop.name == "move-to-top")
    }

    @Test func anotherKeyReplacesTheOwnOnes() {
        let (map, conflicts) = KeyMap.replacing([.refresh: [.function(5)]])
        #expect(conflicts.isEmpty)
        #expect(map.action(for: .function(5)) == .refresh)
        #expect(map.action(for: .character("R")) == nil)
        #expect(map.keys(for: .refresh) == [.function(5)])
    }

    @Test func aTakenKeyIsAConflictOfTheOneThatTakesIt() {
        let (_, conflicts) = KeyMap.replacing([.refresh: [.character("j")]])
        let reason = "j already belongs to move-down; give that another key"
        #expect(conflicts.map(\.action) == [.refresh])
        #expect(conflicts.map(\.reason) == [reason])
    }

    @Test func keysCanChangePlaces() {
        let (map, conflicts) = KeyMap.replacing([
            .moveDown: [.character("n")], .nextMatch: [.character("j")],
        ])
        #expect(conflicts.isEmpty)
        #expect(map.action(for: .character("n")) == .moveDown)
    }

    @Test(arguments: [Action.quit, .cancel, .interrupt, .help])
    func thereIsAlwaysAWayOut(action: Action) {
        #expect(KeyMap.replacing([action: []]).conflicts.map(\.action) == [action])
    }

    @Test func theScreenNamesTheUsersKeys() {
        var context = AppContext.example
        context.keyMap = KeyMap.replacing([.refresh: [.function(5)], .help: [.function(1)]]).map
        var state = AppState.browsing([], context: context)
        #expect(view(state).text.contains("Press F5 to fetch the catalog"))
        #expect(view(state).text.contains("F1 help"))
        #expect(KeyPress.function(5) == .function(5))
        #expect(state.apply([.keyPressed(.function(5))]) == [.refreshCatalog])
    }
}
