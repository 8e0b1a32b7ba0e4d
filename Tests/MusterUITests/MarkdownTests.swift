import MusterCore
import MusterTestSupport
import Testing

@testable import MusterUI

@Suite struct MarkdownTests {
    init() throws { try #require(ScreenLocale.isUTF8) }

    private static func text(_ lines: [[Span]]) -> [String] {
        lines.map { line in
            var text = line.map(\.text.string).joined()
            while text.last == " " { text.removeLast() }
            return text
        }
    }

    /// Sources, and the lines that they become in 24 cells.
    @Test(
        arguments: [
            ("# A heading #", ["A heading"]),
            ("plain words that wrap at spaces", ["plain words that wrap at", "spaces"]),
            ("a **bold** and an *emphasised* word", ["a bold and an emphasised", "word"]),
            ("snake_case_name and 2 * 3 * 4", ["snake_case_name and 2 *", "3 * 4"]),
            ("`code with **stars**` \\*kept\\*", ["code with **stars**", "*kept*"]),
            ("[words](https://a.example)", ["words", "(https://a.example)"]),
            ("[here](#part) and [x]", ["here and [x]"]),
            (
                "- one\n  - two\n* three of a longer text",
                [
                    "• one", "  • two", "• three of a longer text",
                ]
            ),
            ("12. an item whose text is long", ["12. an item whose text", "    is long"]),
            ("> quoted words that are many", ["▎ quoted words that are", "▎ many"]),
            ("---", ["────────────────────────"]),
            (
                "```python\nx = 1\n\n  y = \"a # b\"\n```\nend",
                [
                    "python", "  x = 1", "", "    y = \"a # b\"", "end",
                ]
            ),
            ("~~~\n```\n~~~\n", ["  ```", ""]),
            ("| a | b |\n|---|---|\n| 1 | **2** |\nend", ["a  b", "1  2", "end"]),
            (
                "| name | what it means here |\n|--|--|\n| x | a text that is longer |",
                [
                    "name  what it means here", "x     a text that is", "      longer",
                ]
            ),
            ("un**closed and _open", ["un**closed and _open"]),
            ("", [""]),
        ] as [(String, [String])]
    )
    func sourcesBecomeLines(source: String, lines: [String]) {
        let layout = MarkdownLayout(columns: 24, isASCII: false)
        #expect(Self.text(layout.lines(of: source)) == lines)
    }

    /// A line of code in a language, and its pieces that are not plain.
    @Test(
        arguments: [
            ("swift", "let x = \"a // b\" // why", ["let", "\"a // b\"", "// why"]),
            ("python", "def f(n): return 0x1F  # note", ["def", "return", "0x1F", "# note"]),
            ("sql", "SELECT 'it' -- all", ["SELECT", "'it'", "-- all"]),
            ("", "it's 5", ["5"]),
        ] as [(String, String, [String])]
    )
    func codeHasColours(language: String, code: String, coloured: [String]) {
        let spans = CodeHighlighter(language: language).spans(code)
        #expect(spans.map(\.text.string).joined() == code)
        #expect(spans.filter { $0.role != .text }.map(\.text.string) == coloured)
    }

    static let everything = """
        # Title

        Some **bold**, `code` and [a link](https://e.example/x) in a line that is long enough to wrap.

        | a | b | c |
        |---|:-:|--:|
        | one | two words | three |
        | 作者 | e\u{301} | |

        1. first
           - nested
        > quoted

        ```swift
        func f() -> Int { // comment
        \treturn 42
        ```
        | not a table yet
        after
        """

    @Test(arguments: [1, 7, 24, 80])
    func anySplitGivesTheSameLines(columns: Int) {
        let layout = MarkdownLayout(columns: columns, isASCII: false)
        let whole = layout.lines(of: Self.everything)
        let scalars = Array(Self.everything.unicodeScalars)
        for size in [1, 2, 3, 5, 17, 400] {
            var stream = MarkdownStream()
            var lines: [[Span]] = []
            for start in stride(from: 0, to: scalars.count, by: size) {
                var piece = String.UnicodeScalarView()
                piece.append(contentsOf: scalars[start..<min(start + size, scalars.count)])
                let (removed, added) = stream.append(String(piece), layout)
                lines.removeLast(removed)
                lines += added
            }
            #expect(lines == whole, "\(size) at a time in \(columns) cells")
        }
        if columns > 8 { #expect(whole.allSatisfy { $0.width <= columns }) }
    }

    /// Whatever a model sends is laid out, within the width.
    @Test(arguments: 1...60)
    func anyTextIsLaidOut(seed: UInt64) {
        var random = SplitMix64(seed: seed)
        let pieces = [
            "#", "# ", "*", "**", "_", "`", "```", "~~~", "\n", "\n\n", "|", "| ", "-", "- ", "1. ",
            "> ", "[", "](", ")", "a", "word ", "作", "e\u{301}", "\\", "    ", "---", "\t",
        ]
        let source = (0..<200).map { _ in pieces.randomElement(using: &random) ?? "" }.joined()
        let columns = Int.random(in: 10...60, using: &random)
        let layout = MarkdownLayout(columns: columns, isASCII: false)
        let lines = layout.lines(of: source)
        #expect(lines.allSatisfy { $0.width <= columns })
    }

    @Test func aLineWithoutAnEndTakesNoLongerThanOthers() {
        let layout = MarkdownLayout(columns: 80, isASCII: false)
        var stream = MarkdownStream()
        var count = 0
        for _ in 0..<3_000 {
            let words = String(repeating: "wordswords", count: 7)
            let (removed, added) = stream.append(words, layout)
            count += added.count - removed
            // What is laid out again is bounded, however much came before.
            #expect(added.count < 120)
        }
        #expect(count >= 2500)
    }
}
