import MusterCore
import MusterTestSupport
import Testing

@testable import MusterUI

@Suite struct TextTableTests {
    private func table() -> TextTable {
        var table = TextTable(
            [
                TextTable.Column("ID", fit: .modelID(least: 8)),
                TextTable.Column("Other", rank: 3, fit: .tail(least: 4)),
                .price("Price", rank: 1),
                TextTable.Column("Note", rank: 2),
            ],
            isASCII: true
        )
        table.add([[Span("maker/some-model:free")], [Span("elsewhere")], [Span("$2")], [Span("-")]])
        table.add([[Span("maker/model")], [Span("here")], [Span("$0.125")], [Span("-")]])
        return table
    }

    /// The width, and the lines of it.
    @Test(
        arguments: [
            (
                nil,
                [
                    "ID                     Other       Price",
                    "maker/some-model:free  elsewhere  $2",
                    "maker/model            here       $0.125",
                ]
            ),
            (
                36,
                [
                    "ID                     Other   Price",
                    "maker/some-model:free  else~  $2",
                    "maker/model            here   $0.125",
                ]
            ),
            (
                33,
                [
                    "ID                      Price",
                    "maker/some-model:free  $2",
                    "maker/model            $0.125",
                ]
            ),
            (
                20,
                [
                    "ID             Price",
                    "maker/some-~  $2",
                    "maker/model   $0.125",
                ]
            ),
            (6, ["ID", "maker/s~", "m~/model"]),
        ] as [(Int?, [String])]
    )
    func columnsGoByRankAndTextsAreCutLast(width: Int?, lines: [String]) {
        let shown = table().lines(width: width).map { line in
            var text = line.map(\.text.string).joined()
            while text.last == " " { text.removeLast() }
            return text
        }
        #expect(shown == lines)
    }

    @Test(
        arguments: [
            (0, "----------"), (0.001, "=---------"), (0.5, "=====-----"), (0.999, "=========-"),
            (1, "=========="), (7, "=========="), (.nan, "----------"),
        ] as [(Double, String)]
    )
    func aBarIsFullOnlyAtOneAndEmptyOnlyAtZero(share: Double, bar: String) {
        let spans = Bar.spans(share, cells: 10, role: .text, isASCII: true)
        #expect(spans.map(\.text.string).joined() == bar)
        let drawn = Bar.spans(share, cells: 10, role: .text, isASCII: false)
        #expect(drawn.width == 10)
    }
}
