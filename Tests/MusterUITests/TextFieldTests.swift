import Testing

@testable import MusterUI

@Suite struct TextFieldTests {
    /// Keys as `KeyPress.script` writes them, and the text with the cursor as `|`.
    @Test(arguments: [
        ("abc", "abc|"),
        ("jkq/?", "jkq/?|"),
        ("abc<left><left>X", "aX|bc"),
        ("abc<c-b><c-b><c-f>X", "abX|c"),
        ("abc<home>X<end>Y", "XabcY|"),
        ("abc<c-a>X<c-e>Y", "XabcY|"),
        ("abc<bs><bs>", "a|"),
        ("abc<c-h>", "ab|"),
        ("abc<home><del>", "|bc"),
        ("abc<home><c-d>", "|bc"),
        ("<bs><del><left><right>", "|"),
        ("one two<c-w>", "one |"),
        ("one two  <c-w>", "one |"),
        ("one two<a-bs>", "one |"),
        ("one two<c-u>x", "x|"),
        ("one two<home><c-k>", "|"),
        ("one two<a-b>X", "one X|two"),
        ("one two<home><a-f>X", "oneX| two"),
        ("作者<left>e", "作e|者"),
        ("<right><right>a", "a|"),
    ])
    func keysEditAsInReadline(script: String, result: String) {
        var field = TextField()
        for key in KeyPress.script(script) { _ = field.apply(key) }
        #expect(picture(field) == result)
    }

    @Test(arguments: [
        ("one\ntwo", "<up>X", "oneX|\ntwo"),
        ("o\ntwo", "<up>X", "oX|\ntwo"),
        ("one\ntwo", "<up><down>X", "one\ntwoX|"),
        ("one\ntwo", "<home>X", "one\nX|two"),
        ("one\ntwo", "<c-u>", "one\n|"),
        ("one\ntwo", "<up><c-k>", "one|\ntwo"),
        ("one\ntwo", "<up><up><up>X", "oneX|\ntwo"),
    ])
    func keysKnowLines(text: String, script: String, result: String) {
        var field = TextField(text)
        for key in KeyPress.script(script) { _ = field.apply(key) }
        #expect(picture(field) == result)
    }

    @Test(arguments: [
        ("a\r\nb\rc\nd", "a\nb\nc\nd|"),
        ("\ttab", "    tab|"),
        ("bell\u{07} esc\u{1B}[31m del\u{7F}", "bell esc[31m del|"),
        ("e\u{301}作🐬", "e\u{301}作🐬|"),
    ])
    func pastesAreMadeHarmless(text: String, result: String) {
        var field = TextField()
        field.insert(text)
        #expect(picture(field) == result)
    }

    @Test func aPasteBeyondTheLimitIsCut() {
        var field = TextField("ab")
        _ = field.apply(.left)
        field.insert(String(repeating: "x", count: TextField.maximumLength + 10))
        #expect(field.characters.count == TextField.maximumLength)
        #expect(field.characters.last == "b")
        #expect(field.cursor == TextField.maximumLength - 1)
        field.insert("more")
        #expect(field.characters.count == TextField.maximumLength)
    }

    @Test func aMillionCharactersArePasted() {
        var field = TextField("a")
        #expect(!field.isFull)
        field.insert(String(repeating: "line\n", count: 200_000))
        #expect(field.characters.count == TextField.maximumLength && field.isFull)
        _ = field.apply(.control("_"))
        #expect(field.text == "a")
    }

    @Test func aPasteOnOneLineHasNoOther() {
        var field = TextField()
        field.insert("a\nb\r\nc\rd\te", onOneLine: true)
        #expect(field.text == "a b c d    e")
    }

    @Test(arguments: ["<enter>", "<esc>", "<tab>", "<pgup>", "<c-t>", "<a-enter>"])
    func otherKeysAreNotForIt(script: String) throws {
        var field = TextField("text")
        let key = try #require(KeyPress.script(script).first)
        let isTaken = field.apply(key)
        #expect(!isTaken)
        #expect(picture(field) == "text|")
    }

    private func picture(_ field: TextField) -> String {
        var characters = field.characters
        characters.insert("|", at: field.cursor)
        return String(characters)
    }
}
