import MusterTestSupport
import Testing

@testable import MusterUI

@Suite struct EscapeSequenceTests {
    /// What comes after the escape, and what it comes to.
    @Test(
        arguments: [
            ("[1;5C", .key(.right)), ("[1;2B", .key(.down)), ("[A", .key(.up)),
            ("[1;5H", .key(.home)), ("[3;5~", .key(.delete)), ("[15~", .key(.function(5))),
            ("[1;5R", .key(.function(3))), ("[12;40R", .ignored), ("[?1;2c", .report(.attributes)),
            ("[I", .report(.focus(true))), ("[O", .report(.focus(false))),
            ("[97;5u", .key(.control("a"))),
            ("[97u", .key(.character("a"))), ("[13;3u", .key(.alt(.enter))), ("[Z", .key(.backTab)),
            ("[[A", .key(.function(1))), ("OP", .key(.function(1))), ("OA", .key(.up)),
            ("[<0;20;8M", .mouse(MouseEvent(.press, row: 7, column: 19))),
            ("[<0;20;8m", .mouse(MouseEvent(.release, row: 7, column: 19))),
            ("[<65;1;1M", .mouse(MouseEvent(.wheelDown, row: 0, column: 0))),
            ("[<35;1;1M", .ignored), ("[M !!", .mouse(MouseEvent(.press, row: 0, column: 0))),
            ("[M#4(", .mouse(MouseEvent(.release, row: 7, column: 19))), ("[M\" !", .ignored),
            ("[200~", .pasteBegins), ("[201~", .ignored),
            ("]11;rgb:0/0/0\u{07}", .report(.background(isDark: true))),
            ("[5\u{03}", .key(.control("c"))),
        ] as [(String, EscapeSequence.Outcome)]
    )
    func aSequenceIsTakenWhole(text: String, outcome: EscapeSequence.Outcome) throws {
        var bytes = Array(text.utf8)
        var sequence = try #require(EscapeSequence(introducer: bytes.removeFirst()))
        for (index, byte) in bytes.enumerated() {
            let isLast = index == bytes.count - 1
            #expect(sequence.take(byte) == (isLast ? outcome : .pending), "\(index)")
        }
    }

    @Test(arguments: 1...50)
    func everySequenceEnds(seed: UInt64) throws {
        var random = SplitMix64(seed: seed)
        let introducer = try #require("[O]P_^X".utf8.randomElement(using: &random))
        var sequence = try #require(EscapeSequence(introducer: introducer))
        for count in 1...5000 {
            let byte = UInt8.random(in: 0...0xFF, using: &random)
            guard sequence.take(byte) == .pending else { return }
            #expect(count < 4096)
        }
    }
}
