import MusterTestSupport
import Testing

@testable import MusterUI

@Suite struct LineWrapperTests {
    init() throws { try #require(ScreenLocale.isUTF8) }

    @Test(arguments: [
        ("", 5, [""]),
        ("short", 5, ["short"]),
        ("two words", 5, ["two", "words"]),
        ("two  words", 5, ["two ", "words"]),
        ("exactly at", 7, ["exactly", "at"]),
        ("unbreakable", 4, ["unbr", "eaka", "ble"]),
        ("a unbreakable", 4, ["a", "unbr", "eaka", "ble"]),
        ("    return x", 8, ["    retu", "rn x"]),
        ("  if a b c", 6, ["  if a", "b c"]),
        ("作者作者", 4, ["作者", "作者"]),
        ("作者作者", 5, ["作者", "作者"]),
        ("e\u{301}e\u{301}e\u{301}", 2, ["e\u{301}e\u{301}", "e\u{301}"]),
        ("作", 1, ["作"]),
        ("wide 作者 text", 7, ["wide", "作者", "text"]),
        ("any", 0, ["a", "n", "y"]),
    ])
    func paragraphsBreakAtWords(text: String, cells: Int, lines: [String]) {
        #expect(LineWrapper.wrap(text[...], cells: cells).map(String.init) == lines)
    }

    @Test(arguments: 1...12)
    func noLineIsTooWide(cells: Int) {
        let text = "The quick 作者 brown fox, jumps-over e\u{301}very   lazy\u{301} dog 한글 often."
        for line in LineWrapper.wrap(text[...], cells: cells) {
            // One wide character alone may be wider than a line of one cell.
            #expect(CellWidth.of(line) <= max(cells, 2))
        }
    }
}
