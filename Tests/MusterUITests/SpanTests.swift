import MusterCore
import Testing

@testable import MusterUI

struct SpanTests {
    /// A table fills the terminal, and its last cell begins near the edge.
    @Test(arguments: 0..<14)
    func whatFitsStaysOnOneLine(last: Int) {
        let line = [Span("first column"), Span.blank(30), Span(.spaces(last)), Span.blank(0)]
        #expect(line.wrapped(line.width) == [line])
        #expect(line.wrapped(line.width + 5) == [line])
    }

    @Test func whatIsTooLongContinuesBesideOrBelow() {
        let line = [Span("name  "), Span("one two three four")]
        #expect(texts(line.wrapped(20)) == ["name  one two three", "      four"])
        #expect(texts(line.wrapped(14)) == ["name  ", "  one two", "  three four"])
        #expect(texts([Span("one two three")].wrapped(8)) == ["one two", "three"])
    }

    private func texts(_ lines: [[Span]]) -> [String] {
        lines.map { $0.map(\.text.string).joined() }
    }
}
