import MusterTestSupport
import Testing

@testable import MusterUI

@Suite struct InputDecoderTests {
    private static let begin = "\u{1B}[200~"
    private static let end = "\u{1B}[201~"

    @Test(
        arguments: [
            ("j", [.character("j")]), ("é作", [.character("é"), .character("作")]),
            ("\r\t\u{7F}\u{08}\u{1F}", [.enter, .tab, .backspace, .control("h"), .control("_")]),
            ("\u{1B}[A\u{1B}OB", [.up, .down]), ("\u{1B}[1;5Cx", [.right, .character("x")]),
            ("\u{1B}q", [.alt(.character("q"))]), ("\u{1B}é", [.alt(.character("é"))]),
            ("\u{1B}\r", [.alt(.enter)]), ("\u{1B}\u{1B}[A", [.escape, .up]),
            ("\u{1B}[\u{1B}[A", [.up]), ("\u{1B}]0;title\u{07}j", [.character("j")]),
            ("\u{1B}]0;title\u{1B}\\j", [.character("j")]),
            ("\u{1B}P1$r0m\u{1B}\\j", [.character("j")]), ("\u{1B}Pab\u{1B}[A", [.up]),
            ("\u{1B}\\", [.alt(.character("\\"))]), ("\u{1B}[201~j", [.character("j")]),
            ("\u{1B}[5\u{03}", [.control("c")]),
        ] as [(String, [KeyPress])]
    )
    func keysAreDecoded(text: String, keys: [KeyPress]) {
        #expect(events(text) == keys.map { .key($0) })
        var decoder = InputDecoder()
        let cut = Array(text.utf8).flatMap { decoder.take([$0]) }
        #expect(cut == keys.map { .key($0) })
        #expect(decoder.patience == nil)
    }

    /// So tmux writes line feeds to a program that it has told of extended keys.
    @Test func anExtendedLineFeedInAPasteIsOne() {
        let text = Self.begin + "one \u{1B}[106;5u two" + Self.end
        #expect(events(text) == [.paste("one \n two")])
    }

    /// Escape and P begin a string; who types them hears nothing back until the next Escape.
    @Test func escapeEndsAStringThatNobodyMeant() {
        var decoder = InputDecoder()
        #expect(decoder.take(bytes("\u{1B}Pqqq")).isEmpty)
        #expect(decoder.take([0x1B]).isEmpty)
        #expect(decoder.takeSilence() == [.key(.escape)])
        #expect(decoder.take(bytes("q")) == [.key(.character("q"))])
    }

    @Test func keysOfTheTerminalItselfGoFirst() {
        var decoder = InputDecoder(keys: [
            [0x08]: .left, Array("\u{1B}A".utf8): .up, Array("\u{1B}[7$".utf8): .home,
            Array("\u{1B}[25~".utf8): .function(1),
        ])
        let bytes = Array("\u{08}\u{1B}A\u{1B}[25~\u{1B}[A".utf8)
        #expect(
            decoder.take(bytes[...]) == [.key(.left), .key(.up), .key(.function(1)), .key(.up)]
        )
    }

    @Test(
        arguments: [
            ("\u{1B}", [.key(.escape)]), ("\u{1B}[", [.key(.alt(.character("[")))]),
            ("\u{1B}O", [.key(.alt(.character("O")))]), ("\u{1B}[1;5", []), ("\u{1B}]0;title", []),
        ] as [(String, [InputDecoder.Event])]
    )
    func silenceEndsWhatHasBegun(text: String, expected: [InputDecoder.Event]) {
        var decoder = InputDecoder()
        #expect(decoder.take(bytes(text)).isEmpty)
        #expect(decoder.patience != nil)
        #expect(decoder.takeSilence() == expected)
        #expect(decoder.patience == nil)
        #expect(decoder.take(bytes("j")) == [.key(.character("j"))])
    }

    @Test(
        arguments: [[0xFF], [0xC0, 0x80], [0x80], [0xE2, 0x82], [0xED, 0xA0, 0x80]] as [[UInt8]]
    )
    func whatIsNoUTF8IsLeftOut(junk: [UInt8]) {
        var decoder = InputDecoder()
        #expect(decoder.take((junk + [0x6A])[...]) == [.key(.character("j"))])
        #expect(decoder.take(([0x1B] + junk + [0x6A])[...]).last == .key(.character("j")))
    }

    @Test(
        arguments: [
            ("", []), ("two\rlines", ["two\nlines"]), ("a\r\nb\nc\r", ["a\nb\nc\n"]),
            ("é作🐬", ["é作🐬"]), ("\u{1B}[20", ["\u{1B}[20"]), ("\u{1B}\u{1B}[2", ["\u{1B}\u{1B}[2"]),
            ("q\u{03}\u{1B}[A", ["q\u{03}\u{1B}[A"]), ("a\(begin)b", ["ab"]),
        ] as [(String, [String])]
    )
    func aPasteIsTextHoweverItIsCut(text: String, pastes: [String]) {
        let all = Array("k\(Self.begin)\(text)\(Self.end)j".utf8)
        let expected: [InputDecoder.Event] =
            [.key(.character("k"))] + pastes.map { .paste($0) } + [.key(.character("j"))]
        for first in 0...all.count {
            for second in stride(from: first, through: all.count, by: 3) {
                var decoder = InputDecoder()
                let found =
                    decoder.take(all[..<first]) + decoder.take(all[first..<second])
                    + decoder.take(all[second...])
                #expect(found == expected, "\(first), \(second)")
            }
        }
    }

    @Test func aPasteMayHoldWhatIsNoUTF8() {
        var decoder = InputDecoder()
        let all = Array(Self.begin.utf8) + [0x61, 0xFF, 0x62] + Array(Self.end.utf8)
        #expect(decoder.take(all[...]) == [.paste("a\u{FFFD}b")])
    }

    // MARK: - Without an end

    @Test(
        arguments: [
            ("j", [.key(.character("j"))]), ("\u{03}", [.key(.control("c"))]),
            ("\u{1B}[A", [.key(.up)]), ("作", [.key(.character("作"))]),
            ("\u{1B}[<0;1;1M", [.mouse(MouseEvent(.press, row: 0, column: 0))]),
        ] as [(String, [InputDecoder.Event])]
    )
    func aKeyAloneEndsAPasteThatWentQuiet(text: String, expected: [InputDecoder.Event]) {
        var decoder = quietDecoder()
        #expect(decoder.take(bytes(text)).isEmpty)
        #expect(decoder.takeSilence() == expected)
        #expect(decoder.take(bytes("qj")) == [.key(.character("q")), .key(.character("j"))])
    }

    @Test(arguments: [
        "qd", "rm -rf /\r", "q\(end)", "\u{1B}[A\u{1B}[A", String(repeating: "q", count: 99),
    ])
    func moreThanAKeyIsMoreOfThePaste(text: String) {
        var decoder = quietDecoder()
        var found = decoder.take(bytes(text))
        for _ in 0..<3 where decoder.patience != nil { found += decoder.takeSilence() }
        let pasted = text.replacing(Self.end, with: "").replacing("\r", with: "\n")
        #expect(found == [.paste(pasted)])
    }

    /// However late, and in whatever pieces.
    @Test(arguments: 0...6, [false, true])
    func anEndMarkMayComeLate(cut: Int, isQuietBetween: Bool) {
        let mark = Array(Self.end.utf8)
        var decoder = InputDecoder()
        #expect(decoder.take(bytes(Self.begin + "text") + mark[..<cut]).count == (cut == 6 ? 1 : 0))
        if cut < 6 { #expect(decoder.takeSilence() == [.paste("text")]) }
        for byte in mark[cut...] {
            #expect(decoder.take([byte]).allSatisfy { $0 == .key(.escape) })
            if isQuietBetween {
                #expect(decoder.takeSilence().allSatisfy { $0 == .key(.escape) })
            }
        }
        #expect(decoder.patience == nil)
        #expect(decoder.take(bytes("qj")) == [.key(.character("q")), .key(.character("j"))])
    }

    @Test func escapeEndsAPasteThatWentQuiet() {
        var decoder = quietDecoder()
        for _ in 0..<3 {
            #expect(decoder.take([0x1B]).isEmpty)
            #expect(decoder.takeSilence() == [.key(.escape)])
        }
        #expect(decoder.take([0x71]).isEmpty)
        #expect(decoder.takeSilence() == [.key(.character("q"))])
        #expect(decoder.take([0x71]) == [.key(.character("q"))])
    }

    @Test func aCharacterIsNotTornByAPause() {
        var decoder = InputDecoder()
        let dolphin = Array("🐬".utf8)
        #expect(decoder.take(bytes(Self.begin + "a") + dolphin[..<2]).isEmpty)
        #expect(decoder.takeSilence() == [.paste("a")])
        #expect(decoder.take(dolphin[2...] + bytes("b" + Self.end)).isEmpty)
        #expect(decoder.takeSilence() == [.paste("🐬b")])
    }

    // MARK: - Long ones

    @Test(arguments: [1, 7, 4095, 65536])
    func aPasteTakesWorkInProportion(piece: Int) {
        let line = Array("A line of text with an é.\r".utf8)
        let lines = piece == 1 ? 4000 : 40_000
        let text = Array(repeatElement(line, count: lines).joined())
        let all = Array(Self.begin.utf8) + text + Array(Self.end.utf8)
        var decoder = InputDecoder()
        var found: [InputDecoder.Event] = []
        var rest = all[...]
        while !rest.isEmpty {
            found += decoder.take(rest.prefix(piece))
            rest = rest.dropFirst(piece)
        }
        guard case .paste(let pasted)? = found.first, found.count == 1 else {
            Issue.record("\(found.count) events")
            return
        }
        #expect(pasted.unicodeScalars.count == min(26 * lines, InputDecoder.pasteLimit))
        #expect(decoder.work < 3 * all.count)
    }

    @Test func whatIsTooLongIsCutAndTheKeysAreHeard() {
        var decoder = InputDecoder()
        _ = decoder.take(bytes(Self.begin))
        let piece = bytes(String(repeating: "作é", count: 50_000))
        for _ in 0..<30 { #expect(decoder.take(piece).isEmpty) }
        let found = decoder.take(bytes(Self.end + "j"))
        guard case .paste(let text)? = found.first else {
            Issue.record("\(found.count) events")
            return
        }
        #expect(text.unicodeScalars.count == InputDecoder.pasteLimit)
        #expect(text.hasPrefix("作é作é"))
        #expect(found.dropFirst() == [.key(.character("j"))])
        #expect(decoder.work < 3 * 30 * piece.count)
    }

    @Test func anAltKeyIsEscapeAndTheKey() {
        #expect(KeyPress.alt(.character("q")).unmodified == [.escape, .character("q")])
        #expect(KeyPress.alt(.alt(.enter)).unmodified == [.escape, .escape, .enter])
        #expect(KeyPress.character("q").unmodified == [.character("q")])
    }

    private func quietDecoder() -> InputDecoder {
        var decoder = InputDecoder()
        #expect(decoder.take(bytes(Self.begin + "text")).isEmpty)
        #expect(decoder.takeSilence() == [.paste("text")])
        #expect(decoder.patience == nil)
        return decoder
    }

    private func events(_ text: String) -> [InputDecoder.Event] {
        var decoder = InputDecoder()
        return decoder.take(bytes(text))
    }

    private func bytes(_ text: String) -> ArraySlice<UInt8> { Array(text.utf8)[...] }
}
